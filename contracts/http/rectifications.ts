import { ApiProperty, PickType } from '@nestjs/swagger';
import { DIMENSIONS, type Dimension } from '../../domain/evaluation/dimensions.js';
import { SUBJECT_KINDS, type SubjectKind } from '../../domain/organisation/subject.js';
import { RECTIFICATION_STATES, type RectificationState } from '../../domain/rectifications/states.js';
import type { Light } from '../../domain/time/light.js';
import { DecidedRow } from './decisions.js';
import { ChoiceField, TextField, UuidField } from './field.js';
import { LIGHTS, UnitRef } from './ledger.js';
import { PageOf, PageQuery } from './page.js';

const STATES = Object.keys(RECTIFICATION_STATES);
const OPEN_LIGHTS = ['green', 'yellow', 'red'] as const;

/** What the account and the table of rectifications can be narrowed by. */
export class RectificationFilter {
  @TextField({ max: 12, optional: true, description: '行政区划代码，连同下级' })
  region?: string;

  @UuidField({ optional: true, description: '发现问题的督查' })
  source?: string;
}

/** The list, and what it can be narrowed by. */
export class RectificationQuery extends PageQuery {
  @TextField({ max: 12, optional: true, description: '行政区划代码，连同下级' })
  region?: string;

  @UuidField({ optional: true, description: '发现问题的督查' })
  source?: string;

  @ChoiceField({
    choices: ['open', ...STATES],
    labels: { open: '没有办结', ...RECTIFICATION_STATES },
    optional: true,
    description: '整改状态',
  })
  state?: 'open' | RectificationState;

  @ChoiceField({
    choices: Object.keys(DIMENSIONS),
    labels: DIMENSIONS,
    optional: true,
    description: '方面',
  })
  dimension?: Dimension;

  @UuidField({ optional: true, description: '整改单位；下级地区的，是它的双拥办' })
  subjectUnit?: string;

  @ChoiceField({
    choices: OPEN_LIGHTS,
    optional: true,
    description: '只看没有办结的：green 时限内，yellow 临近，red 逾期',
  })
  light?: (typeof OPEN_LIGHTS)[number];
}

/** Who has to mend it. */
export class SubjectView {
  @ApiProperty({ enum: Object.keys(SUBJECT_KINDS), description: '地区或者单位' }) kind!: SubjectKind;
  @ApiProperty({ description: '下级地区的代码；单位的，是所在地区' }) regionCode!: string;
  @ApiProperty({ description: '地区或者单位的名称' }) name!: string;
  @ApiProperty({ type: UnitRef, description: '由谁办理：单位自己，或者下级双拥办' }) unit!: UnitRef;
}

/** One problem under rectification. Instants are ISO 8601, +08:00. */
export class RectificationView {
  @ApiProperty({ format: 'uuid', description: '整改的流程编号' }) id!: string;
  @ApiProperty({ format: 'uuid', description: '发现它的督查' }) sourceId!: string;
  @ApiProperty() sourceTitle!: string;
  @ApiProperty({ description: '发现它的督查，本人也能看' }) sourceVisible!: boolean;
  @ApiProperty({ description: '出处：通报的文号和问题序号' }) sourceRef!: string;
  @ApiProperty({ description: '同一次督查里的序号' }) seq!: number;
  @ApiProperty() regionCode!: string;
  @ApiProperty({ type: SubjectView }) subject!: SubjectView;
  @ApiProperty({ enum: Object.keys(DIMENSIONS) }) dimension!: Dimension;
  @ApiProperty() dimensionLabel!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ description: '问题' }) detail!: string;
  @ApiProperty({ description: '整改要求' }) measuresAsked!: string;
  @ApiProperty({ format: 'date-time', description: '整改时限' }) limitAt!: string;
  @ApiProperty({ enum: STATES }) state!: RectificationState;
  @ApiProperty() stateLabel!: string;
  @ApiProperty({ enum: LIGHTS }) light!: Light;
  @ApiProperty({ description: '没有按时：现在逾期，或者逾期才整改完' }) late!: boolean;
  @ApiProperty({ type: String, nullable: true, description: '整改措施' }) measures!: string | null;
  @ApiProperty({ type: String, nullable: true, description: '责任人职务' }) responsible!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: '方案定下的完成日期' })
  dueOn!: string | null;
  @ApiProperty({ type: String, nullable: true, description: '整改结果' }) result!: string | null;
  @ApiProperty({ type: String, nullable: true, description: '佐证材料' }) evidence!: string | null;
  @ApiProperty({ type: String, nullable: true, description: '复核方式' }) verifiedBy!: string | null;
  @ApiProperty({ type: String, nullable: true, description: '复核情况' }) verifiedFound!: string | null;
  @ApiProperty({ description: '复核退回的次数' }) returned!: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: '报告整改完成' })
  doneAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: '销号、撤销或终止' })
  closedAt!: string | null;
}

export class RectificationPage extends PageOf(RectificationView) {}

/** What was said of a problem beside its plan and its result: a dispute, what the office said to it, a re-check. */
export class RectificationWordView extends PickType(DecidedRow, [
  'step',
  'stepLabel',
  'decisionLabel',
  'unit',
  'position',
  'by',
  'actingFor',
  'decidedAt',
] as const) {
  @ApiProperty({ description: '理由，或者复核的方式和情况' }) text!: string;
}

export class RectificationDetailView extends RectificationView {
  @ApiProperty({ type: String, nullable: true, description: '终止的理由' }) endedReason!: string | null;
  @ApiProperty({ type: [RectificationWordView], description: '异议、对异议的核实、每一次复核，先后为序' })
  said!: RectificationWordView[];
}

/** What one subject has to mend, and how far it is. */
export class SubjectAccountView {
  @ApiProperty({ type: SubjectView }) subject!: SubjectView;
  @ApiProperty({ description: '问题' }) total!: number;
  @ApiProperty({ description: '已销号' }) closed!: number;
  @ApiProperty({ description: '没有办结，时限内' }) green!: number;
  @ApiProperty({ description: '没有办结，临近时限' }) yellow!: number;
  @ApiProperty({ description: '没有办结，已经逾期' }) red!: number;
}

/** 整改账: in the organisation's order, regions before units; no ranking. */
export class RectificationAccountView {
  @ApiProperty({ type: [SubjectAccountView] }) subjects!: SubjectAccountView[];
}
