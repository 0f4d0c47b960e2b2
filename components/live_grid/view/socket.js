// The run's own WebSocket: says what the browser has, then receives what it lacks.

const FIRST_FRAME_MS = 6000;
const SILENCE_MS = 15000;

export class Socket {
  // handlers: hello() -> what we have, frame(frame), closed()
  constructor(url, handlers) {
    this.handlers = handlers;
    this.isClosed = false;
    this.isLive = true;
    this.socket = new WebSocket(url);
    this.timer = setTimeout(() => this.#end(), FIRST_FRAME_MS);
    this.socket.addEventListener("open", () => this.send({ hello: handlers.hello() }));
    this.socket.addEventListener("message", (event) => this.#receive(event.data));
    this.socket.addEventListener("close", () => this.#end());
  }

  send(message) {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }

  close() {
    this.isClosed = true;
    clearTimeout(this.timer);
    this.socket.close();
  }

  // A live run is never silent for long: the server says that it is there.
  expectFrames(isLive) {
    this.isLive = isLive;
  }

  #receive(data) {
    if (this.isClosed) return;
    this.handlers.frame(JSON.parse(data));
    clearTimeout(this.timer);
    if (this.isLive) this.timer = setTimeout(() => this.#end(), SILENCE_MS);
  }

  #end() {
    if (this.isClosed) return;
    this.close();
    this.handlers.closed();
  }
}
