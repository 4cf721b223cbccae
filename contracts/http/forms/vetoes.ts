import { VETO_ITEM_KEYS, VETO_ITEMS, type VetoItem } from '../../../domain/evaluation/veto-items.js';
import type { CivilDate } from '../../../domain/time/zone.js';
import type {
  ClearItemForm,
  ReconsideredTitleForm,
  SubjectFields,
  SuspicionForm,
  TitleMeasureForm,
  VetoDeclarationForm,
  VetoEventForm,
  VetoFindingsForm,
  VetoFormKey,
  VetoProposalForm,
  VetoReconsiderationForm,
  VetoViewForm,
} from '../../../domain/vetoes/forms.js';
import {
  RECONSIDERED,
  RECONSIDERED_KEYS,
  TITLE_MEASURE_KEYS,
  TITLE_MEASURES,
  type Reconsidered,
  type TitleMeasure,
} from '../../../domain/vetoes/titles.js';
import { ChoiceField, DateField, NestedListField, TextField, UuidField } from '../field.js';

const ITEM = {
  choices: VETO_ITEM_KEYS,
  labels: VETO_ITEMS,
  description: '否决事项；标准中的哪一项',
} as const;

class SubjectBody implements SubjectFields {
  @UuidField({ optional: true, description: '涉及的单位；与下级地区只填一个' })
  subjectUnitId?: string;

  @TextField({ max: 12, optional: true, description: '涉及的下级地区；与单位只填一个' })
  subjectRegionCode?: string;
}

export class SuspicionBody extends SubjectBody implements SuspicionForm {
  @ChoiceField(ITEM)
  item!: VetoItem;

  @DateField({ description: '发生日期', example: '2027-05-03' })
  happenedDate!: CivilDate;

  @TextField({ min: 5, max: 4000, description: '经过；时间、地点、经过、后果，只写事实' })
  account!: string;
}

export class VetoEventBody extends SuspicionBody implements VetoEventForm {
  @TextField({ min: 2, max: 80, description: '名称；不写姓名和经过' })
  title!: string;
}

export class VetoFindingsBody implements VetoFindingsForm {
  @TextField({ min: 5, max: 4000, description: '查明的事实' })
  findings!: string;
}

export class VetoViewBody implements VetoViewForm {
  @TextField({ min: 2, max: 4000, description: '陈述意见；是否属实、原因、已经采取的措施' })
  view!: string;
}

export class TitleMeasureBody implements TitleMeasureForm {
  @UuidField({ description: '称号' })
  honourId!: string;

  @ChoiceField({ choices: TITLE_MEASURE_KEYS, labels: TITLE_MEASURES, description: '处理' })
  measure!: TitleMeasure;

  @TextField({ min: 2, max: 500, description: '理由' })
  reason!: string;
}

export class VetoProposalBody implements VetoProposalForm {
  @TextField({ min: 5, max: 4000, description: '处理意见' })
  proposal!: string;

  @NestedListField(() => TitleMeasureBody, { max: 200, optional: true, description: '称号，逐个写明' })
  titles: TitleMeasureBody[] = [];

  @DateField({ optional: true, description: '复核日期；有称号暂停的必填', example: '2027-11-30' })
  reconsiderDate?: CivilDate;
}

export class ReconsideredTitleBody implements ReconsideredTitleForm {
  @UuidField({ description: '称号' })
  honourId!: string;

  @ChoiceField({ choices: RECONSIDERED_KEYS, labels: RECONSIDERED, description: '复核意见' })
  reconsidered!: Reconsidered;

  @TextField({ min: 2, max: 500, description: '理由' })
  reason!: string;
}

export class VetoReconsiderationBody implements VetoReconsiderationForm {
  @NestedListField(() => ReconsideredTitleBody, { min: 1, max: 200, description: '暂停的称号，逐个写明' })
  titles!: ReconsideredTitleBody[];

  @DateField({ optional: true, description: '下次复核日期；有继续暂停的必填', example: '2028-05-31' })
  reconsiderDate?: CivilDate;
}

export class ClearItemBody implements ClearItemForm {
  @ChoiceField(ITEM)
  item!: VetoItem;

  @TextField({ min: 0, max: 1000, optional: true, description: '说明；系统里有线索的，写明为什么不构成' })
  note?: string;
}

export class VetoDeclarationBody implements VetoDeclarationForm {
  @NestedListField(() => ClearItemBody, { max: 20, optional: true, description: '没有发生的，逐项申明' })
  clear: ClearItemBody[] = [];

  @NestedListField(() => SuspicionBody, { max: 50, optional: true, description: '发现的，逐件写明' })
  found: SuspicionBody[] = [];
}

/** Total: a form of the domain without a body class does not compile. */
export const VETO_FORM_BODIES: Record<VetoFormKey, new () => object> = {
  vetoEvent: VetoEventBody,
  vetoFindings: VetoFindingsBody,
  vetoView: VetoViewBody,
  vetoProposal: VetoProposalBody,
  vetoReconsideration: VetoReconsiderationBody,
  vetoDeclaration: VetoDeclarationBody,
  vetoCorrectionFindings: VetoFindingsBody,
};
