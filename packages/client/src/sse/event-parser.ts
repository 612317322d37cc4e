/** One event as the stream carries it, before its data is read. */
export interface RawEvent {
  /** The event's name, `""` if it has none. */
  readonly name: string;
  readonly data: string;
}

/** Reads a stream of server-sent events piece by piece. */
export interface EventParser {
  /** Takes the next piece of decoded text and gives the events that it completes. */
  push(text: string): RawEvent[];
  /** The event that the stream ended in without the blank line that is due. */
  end(): RawEvent[];
  readonly lastEventId: string;
  readonly retryMs: number | undefined;
}

/**
 * A parser by the rules of the HTML Standard, section 9.2.6 "Interpreting an event stream", with one difference: a last
 * event without a blank line is delivered too, because servers forget it.
 */
export function createEventParser(): EventParser {
  let pending = "";
  let skipLineFeed = false;
  let name = "";
  let data: string[] = [];
  let lastEventId = "";
  let retryMs: number | undefined;
  let events: RawEvent[] = [];

  const readLine = (line: string) => {
    if (!line) return dispatch();
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + (line[colon + 1] === " " ? 2 : 1));
    if (field === "data") data.push(value);
    else if (field === "event") name = value;
    else if (field === "id" && !value.includes("\0")) lastEventId = value;
    else if (field === "retry" && /^\d+$/.test(value)) retryMs = Number(value);
  };
  const dispatch = () => {
    if (data.length) events.push({ name, data: data.join("\n") });
    name = "";
    data = [];
  };
  const take = () => {
    const taken = events;
    events = [];
    return taken;
  };

  return {
    push(piece) {
      // The two halves of a CRLF may come in two pieces.
      const text = skipLineFeed && piece.startsWith("\n") ? piece.slice(1) : piece;
      if (piece) skipLineFeed = piece.endsWith("\r");
      let start = 0;
      for (const { index, 0: ending } of text.matchAll(/\r\n?|\n/g)) {
        readLine(pending + text.slice(start, index));
        pending = "";
        start = index + ending.length;
      }
      pending += text.slice(start);
      return take();
    },
    end() {
      if (pending) readLine(pending);
      pending = "";
      dispatch();
      return take();
    },
    get lastEventId() {
      return lastEventId;
    },
    get retryMs() {
      return retryMs;
    },
  };
}
