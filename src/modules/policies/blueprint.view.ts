import { getSchemaPath } from '@nestjs/swagger';
import { FORM_BODIES } from '../../../contracts/http/forms/index.js';
import type { BlueprintStep, BlueprintView } from '../../../contracts/http/policies.js';
import type { ProcessBlueprint, StepBlueprint } from '../../../domain/blueprints/blueprint.js';
import { OWNER_WORDS, RULE_WORDS } from '../../../domain/blueprints/words.js';
import { ACTION_LABELS } from '../../../domain/steps/step-machine.js';
import { describeDeadline } from '../../../domain/time/deadline.js';

export function blueprintView(blueprint: ProcessBlueprint): BlueprintView {
  const { kind, version, label, article, launch, steps } = blueprint;
  return {
    kind,
    version,
    label,
    article,
    launch: { ...launch, form: launch.form ? { $ref: getSchemaPath(FORM_BODIES[launch.form]) } : null },
    steps: Object.entries(steps).map(([key, step]) => stepView(key, step)),
  };
}

function stepView(key: string, step: StepBlueprint): BlueprintStep {
  const { label, ask, article, rule, atDeadline, deadlineIfPast } = step;
  return {
    key,
    label,
    ask,
    article,
    owner: OWNER_WORDS[step.owner],
    rule,
    ruleLabel: RULE_WORDS[rule],
    deadline: describeDeadline(step.deadline),
    deadlineIfPast: deadlineIfPast ? describeDeadline(deadlineIfPast) : null,
    atDeadline: atDeadline?.label ?? null,
    decisions: Object.entries(step.decisions).map(([decision, one]) => ({
      key: decision,
      label: one.label,
      polarity: one.polarity,
      opinionRequired: one.opinion === 'required',
      officeOnly: one.officeOnly === true,
    })),
    actions: step.actions.map((action) => ACTION_LABELS[action]),
  };
}
