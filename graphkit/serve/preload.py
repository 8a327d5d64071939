"""What the process holds that workers are forked from: all modules, and the saved queries read."""

from __future__ import annotations

from graphkit.serve import worker
from graphkit.serve.answering import catalogue

__all__ = ["worker"]

catalogue()
