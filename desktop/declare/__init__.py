"""The words a component is declared with: plain values that import nothing but the standard library."""
