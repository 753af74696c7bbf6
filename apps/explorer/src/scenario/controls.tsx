import { speeds } from "./player.js";
import type { Player } from "./player.js";

interface Props {
  readonly player: Player;
  /** What the position is, in words. */
  readonly says: string;
}

/** Plays, pauses, steps and scrubs. */
export function Controls({ player, says }: Props) {
  const { position, count, isPlaying, speed } = player;
  return (
    <div class="controls" role="group" aria-label="Player">
      <div class="buttons">
        <IconButton
          label="To the start"
          path="M5 4v16M19 4L8 12l11 8z"
          disabled={position === 0}
          onClick={() => player.seek(0)}
        />
        <IconButton
          label="Step back"
          path="M17 4L6 12l11 8z"
          disabled={position === 0}
          onClick={() => player.seek(position - 1)}
        />
        <IconButton
          label={isPlaying ? "Pause" : "Play"}
          path={isPlaying ? "M7 4v16M17 4v16" : "M6 3l14 9-14 9z"}
          onClick={player.toggle}
          isMain
        />
        <IconButton
          label="Step forward"
          path="M7 4l11 8-11 8z"
          disabled={position === count}
          onClick={() => player.seek(position + 1)}
        />
      </div>
      <input
        type="range"
        min={0}
        max={count}
        step={1}
        value={position}
        aria-label="Position"
        aria-valuetext={says}
        onInput={({ currentTarget }) =>
          player.seek(currentTarget.valueAsNumber)
        }
      />
      <output class="position">
        {position} / {count}
      </output>
      <label class="speed">
        <span>Speed</span>
        <select
          value={String(speed)}
          onChange={({ currentTarget }) =>
            player.setSpeed(Number(currentTarget.value))
          }
        >
          {speeds.map((one) => (
            <option key={one} value={String(one)}>
              {one} ×
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

interface ButtonProps {
  readonly label: string;
  readonly path: string;
  readonly onClick: () => void;
  readonly disabled?: boolean;
  readonly isMain?: boolean;
}

function IconButton({ label, path, onClick, disabled, isMain }: ButtonProps) {
  return (
    <button
      type="button"
      class={isMain ? "icon main" : "icon"}
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={onClick}
    >
      <svg viewBox="0 0 24 24" width="18" height="18" aria-hidden="true">
        <path d={path} />
      </svg>
    </button>
  );
}
