import type {
  RectificationFormKey,
  RectificationPlanForm,
  RectifiedForm,
  VerificationForm,
} from '../../../domain/rectifications/forms.js';
import { VERIFICATION_METHODS, type VerificationMethod } from '../../../domain/rectifications/states.js';
import type { CivilDate } from '../../../domain/time/zone.js';
import { ChoiceField, DateField, TextField, UuidField } from '../field.js';

export class RectificationPlanBody implements RectificationPlanForm {
  @TextField({ min: 2, max: 2000, description: '整改措施' })
  measures!: string;

  @UuidField({ optional: true, description: '责任人职务；本单位在任的职务，不填由单位负责' })
  responsiblePositionId?: string;

  @DateField({ description: '完成日期；不晚于整改时限', example: '2023-11-30' })
  dueDate!: CivilDate;
}

export class RectifiedBody implements RectifiedForm {
  @TextField({ min: 2, max: 2000, description: '整改结果' })
  result!: string;

  @TextField({ min: 2, max: 2000, description: '佐证材料；附件说明了什么，或者在哪里可以查验' })
  evidence!: string;
}

export class VerificationBody implements VerificationForm {
  @ChoiceField({
    choices: Object.keys(VERIFICATION_METHODS),
    labels: VERIFICATION_METHODS,
    description: '复核方式',
  })
  method!: VerificationMethod;

  @TextField({ min: 2, max: 2000, description: '复核情况' })
  found!: string;
}

/** Total: a form of the domain without a body class does not compile. */
export const RECTIFICATION_FORM_BODIES: Record<RectificationFormKey, new () => object> = {
  rectificationPlan: RectificationPlanBody,
  rectified: RectifiedBody,
  verification: VerificationBody,
};
