"""Bytes → raw sheets: every cell as the text that a person would read, with its row as Excel numbers it."""
