"""The domain of Pressmark: articles, claims, codebooks, the project file and the brief. No screen."""

__version__ = "0.1.0"
