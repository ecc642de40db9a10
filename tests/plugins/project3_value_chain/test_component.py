"""Asks whether the component of production support does all that every component must do."""

from desktop.testing import ComponentSuite


class TestValueChain(ComponentSuite):
    component = "value_chain"
