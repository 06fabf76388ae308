"""The panel of /setup: pure states and pages, then the presses that change them."""
