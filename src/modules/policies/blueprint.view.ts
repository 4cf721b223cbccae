import { getSchemaPath } from '@nestjs/swagger';
import { FORM_BODIES } from '../../../contracts/http/forms/index.js';
import type { BlueprintStep, BlueprintView } from '../../../contracts/http/policies.js';
import type {
  OwnerRole,
  ProcessBlueprint,
  SignRule,
  StepBlueprint,
} from '../../../domain/blueprints/blueprint.js';
import { ACTION_LABELS } from '../../../domain/steps/step-machine.js';
import { describeDeadline } from '../../../domain/time/deadline.js';

const OWNERS: Record<OwnerRole, string> = {
  filingUnits: '各成员单位、乡镇和部队',
  office: '双拥办（任一人）',
  officeStaff: '双拥办',
  officeReview: '双拥办副主任、主任',
  officeDirector: '双拥办主任',
  groupLeader: '组长',
  groupLeaders: '组长、副组长',
  groupAndMembers: '组长、副组长、成员',
  leadUnit: '牵头单位',
  cooperatingUnits: '配合单位',
  raisingUnits: '提出单位',
  claimer: '认领领导',
  participants: '与会领导和单位',
  attendingUnits: '与会单位',
  matterLeads: '议定事项牵头单位',
  taskUnits: '承办单位',
  campaignUnits: '参加单位',
  recipients: '收文单位',
  approver: '双拥办主任；其本人提出的，由组长',
  changeAuthor: '提出人',
};

const RULES: Record<SignRule, string> = {
  single: '一人办理',
  claim: '认领：先认领者办理',
  all: '会签：全部办理',
  any: '或签：任一人办理',
  share: '票签：达到规定比例',
  order: '依次：逐人办理',
  collect: '各自报送',
};

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
    owner: OWNERS[step.owner],
    rule,
    ruleLabel: RULES[rule],
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
