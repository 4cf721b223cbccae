import { ApiProperty, OmitType } from '@nestjs/swagger';
import { LEDGER_STATES } from '../../domain/blueprints/need-item.blueprint.js';
import { TOPIC_KEYS } from '../../domain/campaign/topics.js';
import { ITEM_KINDS, ITEM_SIDES, SIDES, type ItemSide, type Side } from '../../domain/needs/item-kinds.js';
import type { Light } from '../../domain/time/light.js';
import { BooleanField, ChoiceField, DateField, IntegerField, TextField, UuidField, flag } from './field.js';
import { PageOf, PageQuery } from './page.js';

export const LIGHTS = ['green', 'yellow', 'red', 'grey'] as const satisfies readonly Light[];
export const LEDGER_SORTS = ['number', 'limit', '-limit', 'filed', '-filed'] as const;
export type LedgerSort = (typeof LEDGER_SORTS)[number];

const KINDS = [...new Set(SIDES.flatMap((side) => Object.keys(ITEM_KINDS[side])))];
/** Of one item: a campaign's topics are kinds too. */
const ITEM_AND_TOPIC_KINDS = [...KINDS, ...TOPIC_KEYS];
const STATES = Object.keys(LEDGER_STATES);
/** The list, and what it can be narrowed by. */
export class LedgerQuery extends PageQuery {
  @TextField({ max: 12, optional: true, description: '行政区划代码：这个地区自己的台账' })
  region?: string;

  @BooleanField({ optional: true, description: '连同下级地区的台账' })
  @flag
  below?: boolean;

  @IntegerField({ min: 2000, max: 2100, optional: true, description: '年度，含结转到这一年的事项' })
  year?: number;

  @ChoiceField({
    choices: SIDES,
    optional: true,
    description: '哪一份清单：army 部队需求，locality 地方需求',
  })
  side?: Side;

  @ChoiceField({ choices: KINDS, optional: true, description: '事项类别' })
  kind?: string;

  @ChoiceField({ choices: STATES, optional: true, description: '办理状态；不填则不列已并入、已重报的' })
  state?: string;

  @ChoiceField({ choices: LIGHTS, optional: true, description: '红黄绿灯' })
  light?: Light;

  @BooleanField({ optional: true, description: '只看逾期的（未按时，无论是否已办成）' })
  @flag
  overdue?: boolean;

  @UuidField({ optional: true, description: '牵头单位' })
  leadUnit?: string;

  @UuidField({ optional: true, description: '提出单位' })
  raisingUnit?: string;

  @TextField({ max: 50, optional: true, description: '名称或内容里的文字' })
  q?: string;

  @DateField({ optional: true, description: '截至哪一天；这一天结束时的台账' })
  asOf?: string;

  @ChoiceField({ choices: LEDGER_SORTS, optional: true, description: '排序，默认按地区、年度、序号' })
  sort?: LedgerSort;
}

/** The table has all of it, in its own order. */
export class KindView {
  @ApiProperty({ enum: SIDES }) side!: Side;
  @ApiProperty() sideLabel!: string;
  @ApiProperty() kind!: string;
  @ApiProperty() label!: string;
}

export class ExportQuery extends OmitType(LedgerQuery, ['limit', 'cursor', 'sort'] as const) {}

export class SummaryQuery {
  @TextField({ max: 12, description: '行政区划代码' })
  region!: string;

  @IntegerField({ min: 2000, max: 2100, description: '年度' })
  year!: number;
}

export class TemplateQuery {
  @ChoiceField({ choices: SIDES, optional: true, description: '哪一方的清单；不填则按您的单位' })
  side?: Side;
}

export class ImportQuery {
  @UuidField({ description: '“清单报送”任务的编号' })
  assignmentId!: string;
}

export class UnitRef {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ example: '双江自治县教育体育局' })
  name!: string;

  @ApiProperty({ example: '县教育体育局' })
  shortName!: string;
}

export class ClaimerRef {
  @ApiProperty({ format: 'uuid' })
  positionId!: string;

  @ApiProperty({ example: '副组长' })
  title!: string;

  @ApiProperty({ type: String, nullable: true, description: '今天任这个职务的人' })
  name!: string | null;
}

/** One line of the ledger. Instants are ISO 8601, UTC. */
export class LedgerItem {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  region!: string;

  @ApiProperty()
  regionName!: string;

  @ApiProperty({ description: '首次提出的年度' })
  year!: number;

  @ApiProperty({ type: Number, nullable: true, description: '年度内序号，汇总后才有' })
  number!: number | null;

  @ApiProperty({ description: '由往年结转（查询年度晚于首次提出的年度）' })
  carried!: boolean;

  @ApiProperty({ enum: ITEM_SIDES, description: 'beneficiary 优抚对象：只有活动摸底的问题才有' })
  side!: ItemSide;

  @ApiProperty({ enum: ITEM_AND_TOPIC_KINDS })
  kind!: string;

  @ApiProperty({ description: '事项类别的名称' })
  kindLabel!: string;

  @ApiProperty()
  title!: string;

  @ApiProperty()
  detail!: string;

  @ApiProperty({ enum: STATES })
  state!: string;

  @ApiProperty({ description: '办理状态的名称' })
  stateLabel!: string;

  @ApiProperty({ enum: LIGHTS })
  light!: Light;

  @ApiProperty({ description: '没有按时：现在逾期，或者逾期才办成' })
  late!: boolean;

  @ApiProperty({ type: String, nullable: true, description: '眼下环节的到期时间' })
  dueAt!: string | null;

  @ApiProperty({ type: String, nullable: true, description: '事项本身的办理时限' })
  limitAt!: string | null;

  @ApiProperty({ type: [UnitRef] })
  raisedBy!: UnitRef[];

  @ApiProperty({ type: UnitRef, nullable: true })
  lead!: UnitRef | null;

  @ApiProperty({ type: [UnitRef] })
  cooperating!: UnitRef[];

  @ApiProperty({ type: ClaimerRef, nullable: true })
  claimer!: ClaimerRef | null;

  @ApiProperty({ type: ClaimerRef, nullable: true, description: '责任人：指定了的才有' })
  responsible!: ClaimerRef | null;

  @ApiProperty({ type: String, nullable: true })
  measures!: string | null;

  @ApiProperty({ type: String, nullable: true })
  result!: string | null;

  @ApiProperty()
  filedAt!: string;

  @ApiProperty({ description: '过了报送期限才报' })
  filedLate!: boolean;

  @ApiProperty({ type: String, nullable: true })
  closedAt!: string | null;
}

export class LedgerPage extends PageOf(LedgerItem) {}

export class LinkedItem {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  regionName!: string;

  @ApiProperty()
  title!: string;

  @ApiProperty({ enum: STATES })
  state!: string;

  @ApiProperty()
  stateLabel!: string;
}

export class ItemOrigin {
  @ApiProperty({ type: UnitRef })
  unit!: UnitRef;

  @ApiProperty({ format: 'uuid', description: '合并前的事项' })
  originalId!: string;

  @ApiProperty({ description: '提出时的名称' })
  originalTitle!: string;
}

export class ItemMoment {
  @ApiProperty()
  at!: string;

  @ApiProperty({ enum: STATES })
  state!: string;

  @ApiProperty()
  stateLabel!: string;

  @ApiProperty({ type: UnitRef, nullable: true })
  lead!: UnitRef | null;

  @ApiProperty({ type: String, nullable: true })
  limitAt!: string | null;
}

export class ItemConsultation {
  @ApiProperty({ format: 'uuid', description: '专题协商的流程编号' })
  id!: string;

  @ApiProperty()
  title!: string;

  @ApiProperty({ enum: ['running', 'ended'] })
  state!: string;

  @ApiProperty({ type: String, nullable: true, description: '协商结果' })
  answer!: string | null;

  @ApiProperty({ type: String, nullable: true })
  answeredAt!: string | null;
}

export class ItemYear {
  @ApiProperty()
  year!: number;

  @ApiProperty()
  carried!: boolean;
}

/** One item with everything the ledger knows of it. */
export class LedgerItemDetail extends LedgerItem {
  @ApiProperty({ type: String, nullable: true, description: '汇总后即事项流程的编号' })
  processId!: string | null;

  @ApiProperty({ type: [ItemOrigin] })
  origins!: ItemOrigin[];

  @ApiProperty({ type: LinkedItem, nullable: true, description: '下级上报的原事项' })
  reportedFrom!: LinkedItem | null;

  @ApiProperty({ type: [LinkedItem], description: '上报到上级后的事项' })
  reportedAs!: LinkedItem[];

  @ApiProperty({ type: LinkedItem, nullable: true, description: '并入的事项' })
  mergedInto!: LinkedItem | null;

  @ApiProperty({ type: [LinkedItem], description: '并入本项的事项' })
  mergedFrom!: LinkedItem[];

  @ApiProperty({ type: UnitRef, nullable: true, description: '汇总时建议的牵头单位' })
  proposedLead!: UnitRef | null;

  @ApiProperty({ type: String, nullable: true })
  upperAnswer!: string | null;

  @ApiProperty({ type: [ItemConsultation], description: '提请的专题协商' })
  consultations!: ItemConsultation[];

  @ApiProperty({ type: [ItemYear] })
  years!: ItemYear[];

  @ApiProperty({ type: [ItemMoment], description: '办理状态的全部变化，由早到晚' })
  history!: ItemMoment[];
}

export class SummaryLine {
  @ApiProperty({ enum: SIDES })
  side!: Side;

  @ApiProperty({ enum: STATES })
  state!: string;

  @ApiProperty()
  stateLabel!: string;

  @ApiProperty({ enum: LIGHTS })
  light!: Light;

  @ApiProperty()
  late!: boolean;

  @ApiProperty()
  count!: number;
}

export class MissingUnit extends UnitRef {
  @ApiProperty({ format: 'uuid' })
  assignmentId!: string;

  @ApiProperty({ type: String, nullable: true })
  deadlineAt!: string | null;

  @ApiProperty({ description: '已过报送期限' })
  late!: boolean;
}

/** A region's year in numbers. */
export class LedgerSummary {
  @ApiProperty()
  region!: string;

  @ApiProperty()
  year!: number;

  @ApiProperty()
  total!: number;

  @ApiProperty({ description: '往年结转的' })
  carried!: number;

  @ApiProperty({ description: '已办结的' })
  finished!: number;

  @ApiProperty({ description: '没有按时的' })
  late!: number;

  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer' } })
  bySide!: Record<string, number>;

  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer' } })
  byState!: Record<string, number>;

  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer' } })
  byLight!: Record<string, number>;

  @ApiProperty({ type: [SummaryLine] })
  lines!: SummaryLine[];

  @ApiProperty({
    type: [MissingUnit],
    nullable: true,
    description: '未报单位；只有办公室、领导和审计员能看，其他为 null',
  })
  missingUnits!: MissingUnit[] | null;
}
