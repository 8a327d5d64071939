"""Claims by a language model behind an OpenAI-compatible endpoint: asked in parts, and kept only where the text bears them out."""
