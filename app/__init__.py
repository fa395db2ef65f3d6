"""The Qt application: shows what `annotations` knows and turns keys and clicks into steps."""
