import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/** Size of an element's content in pixels, and its type size, for drawings whose text must keep its size. */
export interface Size {
  readonly width: number;
  readonly height: number;
  /** Computed font size in pixels. */
  readonly em: number;
}

/** Watches an element; null until it is measured, which happens before the first paint. */
export function useSize<E extends HTMLElement>(): [RefObject<E | null>, Size | null] {
  const ref = useRef<E>(null);
  const [size, setSize] = useState<Size | null>(null);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = () => setSize((before) => keepSame(before, sizeOf(element)));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, size];
}

function sizeOf(element: HTMLElement): Size {
  const em = Number.parseFloat(getComputedStyle(element).fontSize);
  return { width: element.clientWidth, height: element.clientHeight, em };
}

function keepSame(before: Size | null, now: Size): Size {
  const same = before && before.width === now.width && before.height === now.height && before.em === now.em;
  return same ? before : now;
}
