import { IconCircleCheck, IconCircleX, IconHelpCircle } from '@tabler/icons-react';
import type { ActiveTarget } from '@/lib/api/responses/targets';
import classes from './targets.module.css';

const HEALTH = {
  up: { icon: IconCircleCheck, text: 'Up' },
  down: { icon: IconCircleX, text: 'Down' },
  unknown: { icon: IconHelpCircle, text: 'Not scraped yet' },
} as const;

interface HealthBadgeProps {
  readonly health: ActiveTarget['health'];
  readonly text?: string;
}

/** Health in shape, word and colour; only a problem has a background. */
export function HealthBadge({ health, text }: HealthBadgeProps) {
  const { icon: Icon, text: word } = HEALTH[health];
  return (
    <span className={classes.badge} data-health={health}>
      <Icon size={15} aria-hidden />
      {text ?? word}
    </span>
  );
}
