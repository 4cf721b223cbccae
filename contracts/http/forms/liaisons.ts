import type {
  LiaisonConfirmationForm,
  LiaisonFilingForm,
  LiaisonFormKey,
} from '../../../domain/liaisons/forms.js';
import type { CivilDate } from '../../../domain/time/zone.js';
import { BooleanField, DateField, NestedListField, TextField, UuidField } from '../field.js';

/** The law itself checks what belongs together (domain/liaisons/filing.ts): here only the outer shape. */
export class LiaisonFilingBody implements LiaisonFilingForm {
  @BooleanField({ optional: true, description: '联络员没有变动；为 true 时不填其他内容' })
  unchanged?: boolean;

  @UuidField({ optional: true, description: '接任的本单位人员；与 name 二者填其一' })
  personId?: string;

  @TextField({ max: 50, optional: true, description: '接任人员姓名（新登记的人）' })
  name?: string;

  @TextField({ max: 50, optional: true, description: '电话' })
  phone?: string;

  @TextField({ max: 200, optional: true, description: '电子邮箱' })
  email?: string;

  @DateField({ optional: true, description: '自哪一天起接任；原联络员任职至前一日', example: '2028-02-29' })
  from?: CivilDate;
}

export class ReturnedLiaisonBody {
  @UuidField({ description: '退回哪个单位的报送' })
  unitId!: string;

  @TextField({ max: 500, description: '理由' })
  reason!: string;
}

export class LiaisonConfirmationBody implements LiaisonConfirmationForm {
  @NestedListField(() => ReturnedLiaisonBody, {
    max: 500,
    optional: true,
    description: '退回的单位；没有列入的即行备案',
  })
  returned: ReturnedLiaisonBody[] = [];
}

/** Total: a form of the domain without a body class does not compile. */
export const LIAISON_FORM_BODIES: Record<LiaisonFormKey, new () => object> = {
  liaisonFiling: LiaisonFilingBody,
  liaisonConfirmation: LiaisonConfirmationBody,
};
