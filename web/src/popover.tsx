/** A button that opens something small beside it. */
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

export interface PopoverProps {
  label: ComponentChildren;
  /** The button's name, where what it shows is not one. */
  name?: string | undefined;
  title?: string | undefined;
  class?: string | undefined;
  /** What the opened part is: "dialog" with things inside, or a "menu" of buttons. */
  children: (close: () => void) => ComponentChildren;
}

function useAway(box: { current: HTMLElement | null }, open: boolean, close: () => void): void {
  useEffect(() => {
    if (!open) return undefined;
    const away = (event: Event): void => {
      if (!box.current?.contains(event.target as Node)) close();
    };
    document.addEventListener("pointerdown", away);
    document.addEventListener("focusin", away);
    return () => {
      document.removeEventListener("pointerdown", away);
      document.removeEventListener("focusin", away);
    };
  }, [open]);
}

/** Keep what opened inside the window. */
function useInside(inner: { current: HTMLElement | null }, open: boolean): void {
  useEffect(() => {
    const box = inner.current;
    if (!open || !box) return;
    box.querySelector<HTMLElement>("[autofocus], input, button, a")?.focus({ preventScroll: true });
    box.style.translate = "";
    const { left, right } = box.getBoundingClientRect();
    const over = right - (document.documentElement.clientWidth - 8);
    if (over > 0) box.style.translate = `${-Math.min(over, left - 8)}px`;
  }, [open]);
}

export function Popover({ label, name, title, class: kind, children }: PopoverProps) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const inner = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const close = (): void => setOpen(false);
  useAway(box, open, close);
  useInside(inner, open);
  const escape = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || !open) return;
    event.stopPropagation();
    close();
    button.current?.focus();
  };
  return (
    <div class="popover" ref={box} onKeyDown={escape}>
      <button ref={button} type="button" class={kind ?? "button"} aria-expanded={open} aria-haspopup="dialog" aria-label={name} title={title} onClick={() => setOpen(!open)}>
        {label}
      </button>
      {open && (
        <div class="popup" ref={inner} role="dialog" aria-label={name ?? (typeof label === "string" ? label : title)}>
          {children(close)}
        </div>
      )}
    </div>
  );
}
