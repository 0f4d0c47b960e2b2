// Keeps a card's answer at its end while it grows, until the reader scrolls away.

const NEAR_END_PX = 28;

export class FollowingScroll {
  constructor(body, onChange) {
    this.body = body;
    this.isFollowing = true;
    this.onChange = onChange;
    body.addEventListener("scroll", () => this.#look(), { passive: true });
    // The scroll event comes a frame late: the intention to go up must stop us at once.
    body.addEventListener("wheel", (event) => event.deltaY < 0 && this.#set(false), {
      passive: true,
    });
  }

  follow() {
    if (this.isFollowing) this.body.scrollTop = this.body.scrollHeight;
  }

  resume() {
    this.#set(true);
    this.follow();
  }

  #look() {
    const { scrollHeight, scrollTop, clientHeight } = this.body;
    this.#set(scrollHeight - scrollTop - clientHeight < NEAR_END_PX);
  }

  #set(isFollowing) {
    if (this.isFollowing === isFollowing) return;
    this.isFollowing = isFollowing;
    this.onChange();
  }
}
