"""The only code that knows the OpenAI SDK and OpenRouter's wire."""
