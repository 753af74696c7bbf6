import { useEffect, useState } from "preact/hooks";

export const speeds = [0.5, 1, 2, 4] as const;

export interface Player {
  /** How many moments have been. */
  readonly position: number;
  readonly count: number;
  readonly isPlaying: boolean;
  readonly speed: number;
  readonly seek: (position: number) => void;
  readonly toggle: () => void;
  readonly setSpeed: (speed: number) => void;
}

/** Milliseconds from one moment to the next, at the speed 1. */
const pace = 800;

/** Moves along so many moments: by hand, or by itself. */
export function usePlayer(count: number, start: number): Player {
  const [position, setPosition] = useState(start);
  const [isPlaying, setPlaying] = useState(false);
  const [speed, setSpeed] = useState(1);
  useEffect(() => {
    if (!isPlaying) return undefined;
    if (position >= count) {
      setPlaying(false);
      return undefined;
    }
    const timer = setTimeout(() => setPosition(position + 1), pace / speed);
    return () => clearTimeout(timer);
  }, [isPlaying, position, speed, count]);
  return {
    position: Math.min(position, count),
    count,
    isPlaying,
    speed,
    seek: (to) => {
      setPlaying(false);
      setPosition(Math.max(0, Math.min(count, to)));
    },
    toggle: () => {
      if (!isPlaying && position >= count) setPosition(0);
      setPlaying(!isPlaying);
    },
    setSpeed,
  };
}
