/* Browsers start no worker from a file:// page: there the search runs in a hidden frame that looks like one. */
if (location.protocol === "file:") {
  window.Worker = class {
    constructor(url) {
      this.onmessage = this.onerror = this.onmessageerror = null;
      this.waiting = [];
      const frame = (this.frame = document.createElement("iframe"));
      frame.hidden = true;
      frame.srcdoc = "<!doctype html>";
      frame.addEventListener("load", () => this.start(String(url)), { once: true });
      document.documentElement.append(frame);
    }

    start(url) {
      const inside = this.frame.contentWindow;
      if (!inside) return; // ended before it began
      inside.postMessage = (data) => setTimeout(() => this.onmessage?.({ data }));
      inside.onerror = (message) => this.onerror?.({ message, preventDefault() {} });
      const script = inside.document.createElement("script");
      script.src = new URL(url, document.baseURI).href;
      script.addEventListener("error", () => this.onerror?.({ message: url, preventDefault() {} }));
      script.addEventListener("load", () => {
        this.inside = inside;
        this.waiting.splice(0).forEach((data) => this.postMessage(data));
      });
      inside.document.head.append(script);
    }

    postMessage(data) {
      if (!this.inside) this.waiting.push(data);
      else setTimeout(() => this.inside?.onmessage?.({ data }));
    }

    terminate() {
      this.inside = undefined;
      this.frame.remove();
    }
  };
}
