"""What the process holds that workers are forked from: all modules, and the saved queries read."""

from __future__ import annotations

from graphkit.serve import worker
from graphkit.serve.answering import catalogue

catalogue()
# It goes on, too, when the server is told to end with all its processes, and ends with the server.
worker.leave_signals_to_the_server()
