// The fallback: asks through the page's own connection, one question at a time.

const PAUSE_MS = 270;
const PATIENCE_MS = 5000;

export class Polling {
  // handlers: component() -> Streamlit's handle, hello() -> what we have, frame(frame)
  constructor(handlers) {
    this.handlers = handlers;
    this.isActive = false;
    this.isSettled = false;
    this.sequence = Date.now();
    this.applied = 0;
    this.texts = [];
    this.timer = 0;
  }

  start() {
    this.isActive = true;
    this.applied = 0;
    this.#ask();
  }

  // The socket takes over; nothing is left for a rerun of the script to answer again.
  end() {
    if (!this.isActive) return;
    this.pause();
    this.handlers.component().setStateValue("poll", null);
  }

  pause() {
    this.isActive = false;
    clearTimeout(this.timer);
  }

  send(message) {
    if ("text" in message) {
      if (!("follow" in message)) this.texts.push(message.text);
    } else this.handlers.component().setTriggerValue("act", message);
    this.#soon();
  }

  // A rerun of the script may repeat an answer: only the one to our last question counts, once.
  receive(reply) {
    if (!this.isActive || reply?.sequence !== this.sequence || this.applied === reply.sequence) {
      return;
    }
    this.applied = reply.sequence;
    this.isSettled = reply.settled;
    for (const frame of reply.frames) this.handlers.frame(frame);
    clearTimeout(this.timer);
    if (!this.isSettled || this.texts.length) this.timer = setTimeout(() => this.#ask(), PAUSE_MS);
  }

  #soon() {
    if (!this.isActive) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#ask(), PAUSE_MS);
  }

  #ask() {
    this.sequence += 1;
    const { hello, component } = this.handlers;
    component().setStateValue("poll", {
      sequence: this.sequence,
      applied: this.applied,
      texts: this.texts.splice(0),
      hello: hello(),
    });
    this.timer = setTimeout(() => this.#ask(), PATIENCE_MS);
  }
}
