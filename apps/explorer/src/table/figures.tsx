import { valueText } from "spec";
import type { Evidence } from "spec";

interface FiguresProps {
  readonly title: string;
  readonly mark: string;
  readonly figures: readonly Evidence[];
}

/** Figures of one source; nothing where there are none. */
export function Figures({ title, mark, figures }: FiguresProps) {
  if (figures.length === 0) return undefined;
  return (
    <div class={`figures ${mark}`}>
      <p>{title}</p>
      <dl>
        {figures.map((figure) => (
          <div key={figure.label}>
            <dt>{figure.label}</dt>
            <dd>{valueText(figure)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
