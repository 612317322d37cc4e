/** A timer that waits for its moment. */
export interface Timer {
  readonly atMs: number;
  /** Timers of the same moment run in this order. */
  readonly order: number;
  readonly callback: () => void;
}

/** The timers that wait, the next one first: a binary heap, because a test may have thousands. */
export interface TimerQueue {
  readonly size: number;
  add(timer: Timer): void;
  remove(timer: Timer): void;
  next(): Timer | undefined;
}

/** Makes an empty queue. Removed timers stay in the heap until they come to its top. */
export function createTimerQueue(): TimerQueue {
  const heap: Timer[] = [];
  const waiting = new Set<Timer>();

  function swap(left: number, right: number): void {
    const [first, second] = [heap[left], heap[right]];
    if (first === undefined || second === undefined) return;
    heap[left] = second;
    heap[right] = first;
  }

  function rise(index: number): void {
    const parent = (index - 1) >> 1;
    if (index === 0 || !isBefore(heap[index], heap[parent])) return;
    swap(index, parent);
    rise(parent);
  }

  function sink(index: number): void {
    const [left, right] = [2 * index + 1, 2 * index + 2];
    const smaller = isBefore(heap[right], heap[left]) ? right : left;
    if (!isBefore(heap[smaller], heap[index])) return;
    swap(index, smaller);
    sink(smaller);
  }

  function dropTop(): void {
    swap(0, heap.length - 1);
    heap.pop();
    sink(0);
  }

  return {
    get size() {
      return waiting.size;
    },
    add(timer) {
      waiting.add(timer);
      heap.push(timer);
      rise(heap.length - 1);
    },
    remove: (timer) => void waiting.delete(timer),
    next() {
      for (let [top] = heap; top !== undefined && !waiting.has(top); [top] = heap) dropTop();
      return heap[0];
    },
  };
}

function isBefore(left: Timer | undefined, right: Timer | undefined): boolean {
  if (left === undefined || right === undefined) return left !== undefined;
  return left.atMs < right.atMs || (left.atMs === right.atMs && left.order < right.order);
}
