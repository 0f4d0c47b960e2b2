// What the tests give Node as "openai": the package's documented options that our code uses, over
// a real socket. `null` takes a header out, as in the package itself.

export default class OpenAI {
  constructor({ baseURL, apiKey, defaultHeaders }) {
    const named = { Authorization: `Bearer ${apiKey}`, ...defaultHeaders };
    const headers = Object.fromEntries(Object.entries(named).filter(([, value]) => value !== null));
    this.chat = { completions: { create: (body) => post(baseURL, headers, body) } };
  }
}

async function post(baseURL, headers, body) {
  const response = await fetch(`${baseURL}/chat/completions`, {
    method: "POST",
    headers: { ...headers, "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(await response.text());
  return chunks(await response.text());
}

async function* chunks(stream) {
  for (const line of stream.split("\n")) {
    if (line.startsWith("data: {")) yield JSON.parse(line.slice("data: ".length));
  }
}
