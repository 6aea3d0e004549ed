import type { Judgement } from '../check.ts';
import type { Diagnose, Scene } from '../scene.ts';

/** The first finding that is the case; otherwise what `pass` says. The order of the list is upstream first. */
export function firstFinding(diagnoses: readonly Diagnose[], pass: (scene: Scene) => Judgement) {
  return (scene: Scene): Judgement => {
    for (const diagnose of diagnoses) {
      const found = diagnose(scene);
      if (found) return found;
    }
    return pass(scene);
  };
}
