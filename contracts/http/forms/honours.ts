import type {
  AwardForm,
  CommendationLaunchForm,
  ExaminedForm,
  HonourApplicationForm,
  HonourExaminationForm,
  HonourFormKey,
  HonourObjectionForm,
  HonourProposalForm,
  HonourPublicationForm,
  HonourRecommendationForm,
  ModelCityLaunchForm,
  NomineeForm,
  RecommendedForm,
} from '../../../domain/honours/forms.js';
import { HONOUR_KINDS } from '../../../domain/honours/kinds.js';
import { OBJECTION_SOURCES, type ObjectionSource } from '../../../domain/honours/naming.js';
import type { CivilDate } from '../../../domain/time/zone.js';
import {
  BooleanField,
  ChoiceField,
  DateField,
  IntegerField,
  NestedListField,
  TextField,
  TextListField,
  UuidField,
  UuidListField,
} from '../field.js';

const DEEDS = { max: 4000, description: '主要事迹；一行一段' };
const EVIDENCE = { max: 500, optional: true, description: '佐证材料存放在哪里；也可以上传附件' };

class NamingLaunchBody {
  @TextField({
    min: 2,
    max: 80,
    description: '名称；用作公示和决定的标题',
    example: '2027年双拥模范单位和先进个人命名表彰',
  })
  title!: string;

  @TextField({ max: 300, description: '依据；写在公示和决定里', example: '《双拥模范命名管理办法》' })
  basis!: string;

  @TextField({ max: 4000, description: '评选条件和要求；一行一条' })
  conditions!: string;

  @DateField({ description: '考察期起始日期；此日以来经确认的一票否决事项计算在内' })
  periodFromDate!: CivilDate;

  @IntegerField({ min: 1, max: 60, optional: true, description: '公示的工作日数；不填为 5 个工作日' })
  publicNoticeDays: number = 5;

  @DateField({ optional: true, description: '称号有效期（含当日）；不填为长期有效' })
  validUntilDate!: CivilDate;
}

export class AwardBody implements AwardForm {
  @ChoiceField({ choices: ['modelUnit', 'modelPerson'], labels: HONOUR_KINDS, description: '命名对象' })
  honourKind!: 'modelUnit' | 'modelPerson';

  @TextField({ min: 2, max: 40, description: '称号', example: '双拥模范单位' })
  title!: string;

  @IntegerField({ min: 1, max: 500, description: '总名额' })
  quota!: number;

  @IntegerField({ min: 1, max: 50, description: '每个单位最多推荐几个' })
  perUnit!: number;
}

export class CommendationLaunchBody extends NamingLaunchBody implements CommendationLaunchForm {
  @NestedListField(() => AwardBody, { min: 1, max: 10, description: '称号和名额' })
  awards!: AwardBody[];

  @UuidListField({ max: 300, optional: true, description: '由哪些单位推荐；不填为全部成员单位、乡镇和部队' })
  unitIds: string[] = [];

  @DateField({ description: '推荐截止日期（含当日）' })
  recommendDate!: CivilDate;
}

export class NomineeBody implements NomineeForm {
  @TextField({ max: 12, description: '下级地区代码' })
  regionCode!: string;

  @TextField(DEEDS)
  deeds!: string;
}

export class ModelCityLaunchBody extends NamingLaunchBody implements ModelCityLaunchForm {
  @TextField({ min: 2, max: 40, description: '称号', example: '市级双拥模范县（区）' })
  honourTitle!: string;

  @IntegerField({ min: 1, max: 200, description: '名额' })
  quota!: number;

  @TextListField({
    max: 200,
    each: 12,
    optional: true,
    description: '由哪些下级地区申报（代码）；不填为全部有双拥办的下一级地区',
  })
  regionCodes: string[] = [];

  @NestedListField(() => NomineeBody, {
    max: 200,
    optional: true,
    description: '由双拥办直接提名的，在这里列出，不再申报',
  })
  nominees: NomineeBody[] = [];

  @DateField({ optional: true, description: '申报截止日期（含当日）；直接提名的不填' })
  recommendDate!: CivilDate;
}

export class RecommendedBody implements RecommendedForm {
  @TextField({ max: 3, description: '推荐哪个称号；填称号的编号' })
  awardId!: string;

  @TextField({ max: 60, optional: true, description: '姓名或者单位名称；推荐本单位的不填' })
  name!: string;

  @TextField({ max: 60, optional: true, description: '职务；个人填写' })
  post!: string;

  @UuidField({ optional: true, description: '所属单位；不填为本单位' })
  unitId!: string;

  @TextField(DEEDS)
  deeds!: string;

  @TextField(EVIDENCE)
  evidence!: string;
}

export class HonourRecommendationBody implements HonourRecommendationForm {
  @NestedListField(() => RecommendedBody, { min: 1, max: 50, description: '推荐对象' })
  candidates!: RecommendedBody[];
}

export class HonourApplicationBody implements HonourApplicationForm {
  @TextField({ max: 4000, description: '创建情况；一行一段' })
  deeds!: string;

  @TextField(EVIDENCE)
  evidence!: string;
}

export class ExaminedBody implements ExaminedForm {
  @UuidField({ description: '候选对象' })
  candidateId!: string;

  @BooleanField({ description: '是否合格' })
  passed!: boolean;

  @TextField({ max: 500, optional: true, description: '不合格的理由' })
  reason!: string;
}

export class HonourExaminationBody implements HonourExaminationForm {
  @NestedListField(() => ExaminedBody, { min: 1, max: 1000, description: '逐个审查的结果' })
  results!: ExaminedBody[];
}

export class HonourProposalBody implements HonourProposalForm {
  @UuidListField({ min: 1, max: 1000, description: '拟命名的候选对象' })
  candidateIds!: string[];

  @TextField({ max: 1000, optional: true, description: '其余不列入的理由；有不列入的必填' })
  reason!: string;
}

export class HonourPublicationBody implements HonourPublicationForm {
  @TextListField({
    min: 1,
    max: 20,
    each: 100,
    description: '在哪里公示',
    example: ['县政府网站', '县双拥办公示栏'],
  })
  places!: string[];

  @TextField({ max: 300, description: '异议向谁反映；双拥办的电话和地址' })
  contact!: string;
}

export class HonourObjectionBody implements HonourObjectionForm {
  @UuidField({ description: '对哪个候选对象' })
  candidateId!: string;

  @ChoiceField({
    choices: Object.keys(OBJECTION_SOURCES),
    labels: OBJECTION_SOURCES,
    description: '来源；不记反映人',
  })
  source!: ObjectionSource;

  @TextField({ max: 2000, description: '反映的情况；不写反映人的姓名和联系方式' })
  about!: string;

  @DateField({ description: '收到日期' })
  receivedDate!: CivilDate;
}

/** Total: a form of the domain without a body class does not compile. */
export const HONOUR_FORM_BODIES: Record<HonourFormKey, new () => object> = {
  commendationLaunch: CommendationLaunchBody,
  modelCityLaunch: ModelCityLaunchBody,
  honourRecommendation: HonourRecommendationBody,
  honourApplication: HonourApplicationBody,
  honourExamination: HonourExaminationBody,
  honourProposal: HonourProposalBody,
  honourPublication: HonourPublicationBody,
  honourObjection: HonourObjectionBody,
};
