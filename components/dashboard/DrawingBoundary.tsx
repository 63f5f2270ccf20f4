'use client';

import { Component, type ReactNode } from 'react';
import classes from './panel.module.css';

interface BoundaryProps {
  readonly name: string;
  /** New data is a new chance. */
  readonly resetKey: unknown;
  readonly children: ReactNode;
}

interface BoundaryState {
  readonly error?: Error;
  readonly resetKey?: unknown;
}

/** Keeps a panel that cannot draw its data from taking the page with it. */
export class DrawingBoundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = {};

  static getDerivedStateFromError(error: Error): BoundaryState {
    return { error };
  }

  static getDerivedStateFromProps({ resetKey }: BoundaryProps, state: BoundaryState): BoundaryState | null {
    return state.resetKey === resetKey ? null : { resetKey };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    return (
      <div className={classes.message} role="alert">
        <p className={classes.cause}>{this.props.name} could not draw this data</p>
        <p className={classes.detail}>{error.message}</p>
      </div>
    );
  }
}
