"""Printed documents: how a report looks on paper, in Word and as a page; knows no store and no workbook."""
