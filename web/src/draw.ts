/** When a chart is drawn: at once where it is in view, else when the browser has time, and before the page is printed. */

/** So much around what is in view is drawn with it, for those who scroll. */
const AROUND = "200px 0px";
const AT_LATEST_MS = 1000;

const near = new Set<Element>();
const due = new Map<Element, () => void>();
let isAwaiting = false;

const observer = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) near.add(target);
      else near.delete(target);
      if (isIntersecting) finish(target);
    }
  },
  { rootMargin: AROUND },
);

function finish(of: Element): void {
  const how = due.get(of);
  due.delete(of);
  how?.();
}

/** One after the other, so that what the user does comes in between. */
function whenIdle(): void {
  if (isAwaiting || !due.size) return;
  isAwaiting = true;
  const next = (): void => {
    isAwaiting = false;
    const [first] = due.keys();
    if (first) finish(first);
    whenIdle();
  };
  if ("requestIdleCallback" in globalThis) requestIdleCallback(next, { timeout: AT_LATEST_MS });
  else setTimeout(next, 50); // Safari
}

/** Note whether an element is in view, until the function that is returned is called. */
export function watch(of: Element): () => void {
  observer.observe(of);
  return () => {
    observer.unobserve(of);
    near.delete(of);
    due.delete(of);
  };
}

/** Draw, now or soon; what is drawn later is the last that was asked for. */
export function draw(of: Element, how: () => void): void {
  due.set(of, how);
  if (near.has(of)) finish(of);
  else whenIdle();
}

addEventListener("beforeprint", () => [...due.keys()].forEach(finish));
