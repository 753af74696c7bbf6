import type { Concept, Topic } from "spec";
import { escape, line } from "./markdown.js";

/** Writes the vocabulary as one table, a bold row for each topic. */
export function markdownVocabulary(topics: readonly Topic[]): string {
  const head = ["Concept", "lwt-style", "tokio-style", "promises", "Meaning"];
  return [
    line(head),
    line(head.map(() => "---")),
    ...topics.flatMap(({ topic, concepts }) => [
      line([`**${escape(topic)}**`, "", "", "", ""]),
      ...concepts.map(row),
    ]),
  ].join("\n");
}

function row({ concept, lwt, tokio, promises, meaning }: Concept): string {
  return line([
    escape(concept),
    ...[lwt, tokio, promises].map((names) =>
      names.map((name) => `\`${name}\``).join("<br>"),
    ),
    escape(meaning),
  ]);
}
