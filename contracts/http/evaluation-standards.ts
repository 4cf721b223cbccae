import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { DIMENSION_KEYS, DIMENSIONS, type Dimension } from '../../domain/evaluation/dimensions.js';
import {
  EVIDENCE_SOURCE_KEYS,
  EVIDENCE_SOURCES,
  RULE_KINDS,
  type EvidenceSource,
  type RuleKind,
} from '../../domain/evaluation/evidence.js';
import { AUDIENCES, type Audience } from '../../domain/evaluation/standard.js';
import { VETO_ITEM_KEYS, type VetoItem } from '../../domain/evaluation/veto-items.js';
import { ArrayMaxSize, ArrayUnique, IsArray, IsIn, Matches } from 'class-validator';
import {
  ChoiceField,
  DateField,
  IntegerField,
  NestedField,
  NestedListField,
  PointsField,
  TextField,
  UuidField,
} from './field.js';

const nullable = { nullable: true } as const;
const REGION = { max: 12, description: '地区；行政区划代码' } as const;

export class ShareStepBody {
  @IntegerField({ min: 1, max: 100, description: '达到的比例（%）' }) percent!: number;
  @PointsField({ max: 100, description: '得分' }) points!: number;
}

export class EvidenceRuleBody {
  @ChoiceField({ choices: Object.keys(RULE_KINDS), labels: RULE_KINDS, description: '计分方法' })
  kind!: RuleKind;

  @ChoiceField({
    choices: EVIDENCE_SOURCE_KEYS,
    labels: EVIDENCE_SOURCES,
    optional: true,
    description: '数据来源；自行举证以外的必填',
  })
  source?: EvidenceSource;

  @IntegerField({ min: 1, max: 999, optional: true, description: '次数；达到次数得分的必填' }) n?: number;

  @NestedListField(() => ShareStepBody, {
    max: 10,
    optional: true,
    description: '比例档次；按比例得分的必填，从高到低',
  })
  steps?: ShareStepBody[];

  @TextField({ max: 500, optional: true, description: '要求提供；自行举证的必填' }) asks?: string;
}

export class IndicatorBody {
  @TextField({ max: 60, description: '代号；英文字母和数字，意思不变就不改' })
  @Matches(/^[a-zA-Z][a-zA-Z0-9-]*$/)
  key!: string;

  @TextField({ max: 500, description: '指标内容' }) text!: string;
  @PointsField({ max: 100, description: '分值' }) points!: number;

  @ChoiceField({ choices: Object.keys(AUDIENCES), labels: AUDIENCES, description: '适用对象' })
  appliesTo!: Audience;

  @NestedField(() => EvidenceRuleBody, { description: '计分依据' }) evidence!: EvidenceRuleBody;
}

export class StandardDimensionBody {
  @ChoiceField({ choices: DIMENSION_KEYS, labels: DIMENSIONS, description: '方面' }) key!: Dimension;
  @NestedListField(() => IndicatorBody, { min: 1, max: 60, description: '指标' })
  indicators!: IndicatorBody[];
}

export class GradeBandBody {
  @TextField({ max: 20, description: '等次' }) label!: string;
  @PointsField({ max: 100, description: '起点分数' }) from!: number;
}

export class StandardBody {
  @TextField({ max: 100, description: '标准名称' }) title!: string;
  @NestedListField(() => StandardDimensionBody, { min: 1, max: 8, description: '各方面' })
  dimensions!: StandardDimensionBody[];

  @ApiProperty({ enum: VETO_ITEM_KEYS, isArray: true, description: '一票否决事项' })
  @IsArray()
  @ArrayMaxSize(VETO_ITEM_KEYS.length)
  @ArrayUnique()
  @IsIn(VETO_ITEM_KEYS, { each: true })
  vetoes!: VetoItem[];

  @NestedListField(() => GradeBandBody, { min: 2, max: 8, description: '等次；从高到低' })
  grades!: GradeBandBody[];
}

export class StandardRegionQuery {
  @TextField(REGION) regionCode!: string;
}

export class StandardExportQuery {
  @TextField(REGION) regionCode!: string;
  @UuidField({ optional: true, description: '哪一份；不填为现行标准' }) id?: string;
}

export class NewStandardBody {
  @TextField(REGION) regionCode!: string;
}

const SEEN = { max: 64, description: '所改的是哪一稿；取自 sha256，被别人改过的不接收' } as const;

export class ChangeStandardBody {
  @TextField(SEEN) seen!: string;
  @NestedField(() => StandardBody, { description: '标准全文' }) standard!: StandardBody;
}

export class PublishStandardBody {
  @TextField(SEEN) seen!: string;
  @DateField({ description: '施行日期；不早于今天和上一版的施行日期' }) effectiveDate!: string;
}

export class StandardFindingView {
  @ApiProperty({ example: 'dimensions.0.indicators.2.points' }) path!: string;
  @ApiProperty() reason!: string;
}

export class StandardLine {
  @ApiProperty({ type: String, format: 'uuid', ...nullable, description: '空为系统自带的标准' }) id!:
    string | null;
  @ApiProperty({ type: String, ...nullable }) regionCode!: string | null;
  @ApiProperty({ type: String, ...nullable, description: '哪个地区的；空为系统自带' }) region!: string | null;
  @ApiProperty({ type: Number, ...nullable, description: '版次；草稿为空' }) version!: number | null;
  @ApiProperty({ enum: ['draft', 'published'] }) state!: 'draft' | 'published';
  @ApiProperty() title!: string;
  @ApiProperty({ type: String, format: 'date', ...nullable }) effectiveFrom!: string | null;
  @ApiProperty({ type: String, format: 'date-time', ...nullable }) publishedAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', ...nullable }) changedAt!: string | null;
  @ApiProperty({ description: '本地区今天按它考评' }) inForce!: boolean;
}

export class StandardList {
  @ApiProperty({ type: [StandardLine], description: '本地区的在前，新的在前；系统自带的在最后' })
  items!: StandardLine[];
}

export class StandardView extends StandardLine {
  @ApiProperty({ description: '全文规范 JSON 的 SHA-256' }) sha256!: string;
  @ApiProperty({ type: StandardBody }) standard!: StandardBody;
  @ApiProperty({ type: [StandardFindingView], description: '草稿里还不能用的地方' })
  findings!: StandardFindingView[];
  @ApiPropertyOptional({ description: '您可以修改、发布' }) editable!: boolean;
}
