"""One module per command group. Callbacks are thin: permission, defer, call the app, render."""
