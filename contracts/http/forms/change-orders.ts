import {
  CHANGE_LABELS,
  CHANGE_TYPES,
  type ChangeInput,
  type ChangeOrderForm,
  type ChangeOrderFormKey,
  type ChangeType,
  CHANGE_WORDS,
} from '../../../domain/change-orders/forms.js';
import type { CivilDate } from '../../../domain/time/zone.js';
import { ChoiceField, DateField, NestedListField, TextField, UuidField } from '../field.js';

const KINDS = `变更种类：${CHANGE_TYPES.map((type) => `${type} ${CHANGE_LABELS[type]}`).join('、')}`;

export class ChangeBody implements ChangeInput {
  @ChoiceField({ choices: CHANGE_TYPES, description: KINDS })
  type!: ChangeType;

  @UuidField({ optional: true, description: `${CHANGE_WORDS.stepId}：deadline、addUnit、removeUnit、step` })
  stepId!: string;

  @UuidField({
    optional: true,
    description: `${CHANGE_WORDS.assignmentId}：unit 必填；deadline 只变更一项时填`,
  })
  assignmentId!: string;

  @UuidField({ optional: true, description: `${CHANGE_WORDS.unitId}：addUnit、removeUnit` })
  unitId!: string;

  @UuidField({ optional: true, description: `${CHANGE_WORDS.toUnitId}：unit` })
  toUnitId!: string;

  @ChoiceField({
    choices: ['skip'],
    optional: true,
    description: `${CHANGE_WORDS.action}；step：skip 结束这个环节`,
  })
  action!: 'skip';

  @TextField({
    max: 40,
    optional: true,
    description: `${CHANGE_WORDS.outcome}；step：以哪种意见结束，不能是要填表的`,
  })
  outcome!: string;

  @TextField({ max: 100, optional: true, description: `${CHANGE_WORDS.key}；planned` })
  key!: string;

  @DateField({ optional: true, description: `${CHANGE_WORDS.fromDate}；planned` })
  fromDate!: CivilDate;

  @DateField({ optional: true, description: `${CHANGE_WORDS.toDate}：deadline、addUnit、planned` })
  toDate!: CivilDate;

  @TextField({
    max: 40,
    optional: true,
    description: `${CHANGE_WORDS.toAt}；deadline：新时限有时刻的`,
    example: '2027-05-12T17:00+08:00',
  })
  toAt!: string;
}

export class ChangeOrderBody implements ChangeOrderForm {
  @UuidField({ description: '变更哪项工作' })
  processId!: string;

  @TextField({ min: 2, max: 80, description: '变更单名称' })
  title!: string;

  @TextField({ max: 1000, description: '变更理由' })
  reason!: string;

  @NestedListField(() => ChangeBody, { min: 1, max: 50, description: '各项变更，要么全部生效，要么都不生效' })
  changes!: ChangeBody[];
}

/** Total: a form of the domain without a body class does not compile. */
export const CHANGE_ORDER_FORM_BODIES: Record<ChangeOrderFormKey, new () => object> = {
  changeOrder: ChangeOrderBody,
};
