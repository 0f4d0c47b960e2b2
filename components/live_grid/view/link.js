// The way to the server: the socket while there is one, the page's own connection otherwise.

import { Polling } from "./polling.js";
import { Socket } from "./socket.js";

const RECONNECT_MS = [250, 1000, 2500];
const PROBE_MS = 20000;

export class Link {
  // handlers: component(), hello(), frame(frame), mode("live" | "reconnecting" | "polling")
  constructor(url, handlers) {
    this.url = url;
    this.handlers = handlers;
    this.failures = 0;
    this.wasLive = false;
    this.socket = null;
    this.timer = 0;
    this.polling = new Polling(handlers);
    this.isOpen = true;
    this.onOnline = () => this.#connect();
    addEventListener("online", this.onOnline);
    this.#connect();
  }

  close() {
    this.isOpen = false;
    removeEventListener("online", this.onOnline);
    clearTimeout(this.timer);
    this.socket?.close();
    this.polling.pause();
  }

  send(message) {
    if (this.polling.isActive) this.polling.send(message);
    else this.socket?.send(message);
  }

  expectFrames(isLive) {
    this.socket?.expectFrames(isLive);
  }

  receive(reply) {
    this.polling.receive(reply);
  }

  #connect() {
    if (!this.isOpen) return;
    clearTimeout(this.timer);
    this.socket?.close();
    this.socket = new Socket(this.url, {
      hello: () => {
        // What a late answer to a poll brings, the socket will bring too.
        this.polling.end();
        return this.handlers.hello();
      },
      frame: (frame) => this.#receive(frame),
      closed: () => this.#lost(),
    });
  }

  #receive(frame) {
    if (this.failures || !this.wasLive) {
      this.failures = 0;
      this.wasLive = true;
      this.handlers.mode("live");
    }
    this.handlers.frame(frame);
  }

  #lost() {
    this.socket = null;
    const wait = this.wasLive ? RECONNECT_MS[this.failures] : undefined;
    this.failures += 1;
    if (wait === undefined) {
      this.#poll();
      return;
    }
    this.handlers.mode("reconnecting");
    if (navigator.onLine) {
      const jittered = wait * (0.75 + Math.random() / 2);
      this.timer = setTimeout(() => this.#connect(), jittered);
    }
  }

  #poll() {
    this.wasLive = false;
    this.handlers.mode("polling");
    if (!this.polling.isActive) this.polling.start();
    this.timer = setTimeout(() => this.#connect(), PROBE_MS);
  }
}
