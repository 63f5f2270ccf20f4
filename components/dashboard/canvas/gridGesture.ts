/** A drag or resize by pointer: from pixels to columns and rows. Knows the page's grids, nothing of React. */
import type { DragStore, RunningDrag } from './dragStore';
import { type DragGoal, previewMove, previewResize } from './dropPreview';

/** The grid's geometry: 24 columns, rows of 30 px, gaps of 8 px (grid.module.css). */
const GAP = 8;
const ROW = 30 + GAP;
const COLUMNS = 24;
/** A press that moves less is a click. */
const THRESHOLD_PX = 4;
/** So near to the upper or lower edge the page scrolls by itself. */
const EDGE_PX = 56;
const SCROLL_PX = 12;

export interface GestureStart extends DragGoal {
  readonly type: RunningDrag['type'];
  /** The panel's cell; all cells of its copies move with it. */
  readonly cells: readonly HTMLElement[];
  readonly store: DragStore;
  readonly onDrop: (drag: RunningDrag) => void;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Follows the pointer until it is let go (done), or Escape is pressed or the browser takes it (nothing changes). */
export function followPointer(event: PointerEvent, start: GestureStart): void {
  new GridGesture(event, start);
}

class GridGesture {
  private readonly stop = new AbortController();
  private readonly origin: Point;
  /** From the pointer to the upper left corner of the panel. */
  private readonly grip: Point;
  private readonly size: { readonly width: number; readonly height: number };
  private pointer: Point;
  private frame = 0;
  private begun = false;
  private last = '';

  constructor(
    event: PointerEvent,
    private readonly start: GestureStart,
  ) {
    const box = boxAround(start.cells);
    this.pointer = { x: event.clientX, y: event.clientY };
    this.origin = { x: event.pageX, y: event.pageY };
    this.grip = { x: event.clientX - box.left, y: event.clientY - box.top };
    this.size = { width: box.right - box.left, height: box.bottom - box.top };
    const { signal } = this.stop;
    const isMine = (other: PointerEvent) => other.pointerId === event.pointerId;
    window.addEventListener('pointermove', (move) => isMine(move) && this.onMove(move), { signal });
    window.addEventListener('pointerup', (up) => isMine(up) && this.finish(true), { signal });
    window.addEventListener('pointercancel', (cancel) => isMine(cancel) && this.finish(false), { signal });
    window.addEventListener('keydown', (key) => this.onKey(key), { signal, capture: true });
  }

  private onMove(event: PointerEvent): void {
    this.pointer = { x: event.clientX, y: event.clientY };
    const far = Math.hypot(event.pageX - this.origin.x, event.pageY - this.origin.y) >= THRESHOLD_PX;
    if (!this.begun && !far) return;
    this.begun = true;
    // Charts under the pointer stay quiet meanwhile (grid.module.css).
    document.documentElement.dataset['arranging'] = this.start.type;
    event.preventDefault();
    if (this.frame === 0) this.frame = requestAnimationFrame(() => this.onFrame());
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    this.finish(false);
  }

  /** At most once a frame; goes on by itself while the page scrolls under a pointer that rests. */
  private onFrame(): void {
    this.frame = 0;
    if (scrollAtEdge(this.pointer.y)) this.frame = requestAnimationFrame(() => this.onFrame());
    if (this.start.type === 'move') this.carry();
    const preview = this.start.type === 'move' ? this.previewMove() : this.previewResize();
    if (preview !== undefined) this.start.store.set(preview);
  }

  private carry(): void {
    const dx = this.pointer.x + window.scrollX - this.origin.x;
    const dy = this.pointer.y + window.scrollY - this.origin.y;
    for (const cell of this.start.cells) cell.style.translate = `${dx}px ${dy}px`;
  }

  private previewMove(): RunningDrag | undefined {
    const over = gridUnder(this.pointer.y) ?? gridOf(this.start.from);
    if (over === undefined) return undefined;
    const { left, top, width } = over.element.getBoundingClientRect();
    const column = (width + GAP) / COLUMNS;
    const x = Math.round((this.pointer.x - this.grip.x - left) / column);
    const y = Math.max(0, Math.round((this.pointer.y - this.grip.y - top) / ROW));
    return this.isNew(`${over.section} ${x} ${y}`) ? previewMove(this.start, over.section, { x, y }) : undefined;
  }

  private previewResize(): RunningDrag | undefined {
    const grid = gridOf(this.start.from);
    if (grid === undefined) return undefined;
    const column = (grid.element.getBoundingClientRect().width + GAP) / COLUMNS;
    const w = Math.round((this.size.width + this.pointer.x + window.scrollX - this.origin.x + GAP) / column);
    const h = Math.round((this.size.height + this.pointer.y + window.scrollY - this.origin.y + GAP) / ROW);
    return this.isNew(`${w} ${h}`) ? previewResize(this.start, { w, h }) : undefined;
  }

  private isNew(place: string): boolean {
    const isNew = place !== this.last;
    this.last = place;
    return isNew;
  }

  private finish(done: boolean): void {
    this.stop.abort();
    cancelAnimationFrame(this.frame);
    delete document.documentElement.dataset['arranging'];
    const { store, cells, onDrop } = this.start;
    for (const cell of cells) cell.style.translate = '';
    const drag = store.get();
    if (done && this.begun && drag !== undefined) onDrop(drag);
    // The panel stands at its new place before it may glide again.
    requestAnimationFrame(() => store.set(undefined));
  }
}

function boxAround(cells: readonly HTMLElement[]) {
  const boxes = cells.map((cell) => cell.getBoundingClientRect());
  return {
    left: Math.min(...boxes.map(({ left }) => left)),
    top: Math.min(...boxes.map(({ top }) => top)),
    right: Math.max(...boxes.map(({ right }) => right)),
    bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
  };
}

interface Grid {
  readonly section: number;
  readonly element: HTMLElement;
}

function gridsOnPage(): Grid[] {
  return [...document.querySelectorAll<HTMLElement>('[data-grid-section]')].map((element) => ({
    section: Number(element.dataset['gridSection']),
    element,
  }));
}

function gridOf(section: number): Grid | undefined {
  return gridsOnPage().find((grid) => grid.section === section);
}

/** The grid at a height of the window; below the last one that is the last. */
function gridUnder(y: number): Grid | undefined {
  const grids = gridsOnPage();
  return grids.find(({ element }) => y <= element.getBoundingClientRect().bottom) ?? grids.at(-1);
}

/** Scrolls when the pointer is near an edge; true when the page moved. */
function scrollAtEdge(y: number): boolean {
  const before = window.scrollY;
  // Below the bars that stick to the top.
  if (y < 96 + EDGE_PX / 2) window.scrollBy(0, -SCROLL_PX);
  else if (y > window.innerHeight - EDGE_PX) window.scrollBy(0, SCROLL_PX);
  return window.scrollY !== before;
}
