import styles from './heatmap.module.css';

interface ColorScaleProps {
  readonly ramp: readonly string[];
  readonly low: string;
  readonly high: string;
  /** Begins where the plot does. */
  readonly leftPx: number;
}

/** What the colours mean: the lowest and highest count at the ends of a bar. */
export function ColorScale({ ramp, low, high, leftPx }: ColorScaleProps) {
  return (
    <div className={styles['scale']} style={{ marginLeft: leftPx }}>
      <span>{low}</span>
      <i style={{ background: `linear-gradient(90deg, ${ramp.join(', ')})` }} />
      <span>{high}</span>
    </div>
  );
}
