import { ApiProperty } from '@nestjs/swagger';
import { UNIT_KINDS, type UnitKind } from '../../domain/organisation/kinds.js';
import type { DeadlineRule } from '../../domain/time/deadline.js';
import { MATCH_WAYS, type MatchWay } from '../../domain/work-points/match-units.js';
import { DATE_KINDS, type DateKind, type Recurrence } from '../../domain/work-points/notice.js';
import { UNIT_GROUPS, type UnitGroup } from '../../domain/work-points/unit-groups.js';
import { TextField } from './field.js';
import { UnitRef } from './ledger.js';

/** More than any notice has; the body's own limit lies above it. */
export const NOTICE_MAX_LENGTH = 200_000;

export class NoticeTextBody {
  @TextField({ max: 12, description: '行政区划代码：要点发给哪个地区', example: '530925' })
  regionCode!: string;

  @TextField({ min: 0, max: 400_000, description: `通知全文，最多 ${NOTICE_MAX_LENGTH} 字` })
  text!: string;
}

export class NoticeFileQuery {
  @TextField({ max: 12, description: '行政区划代码：要点发给哪个地区', example: '530925' })
  regionCode!: string;
}

export class SpanView {
  @ApiProperty({ description: '在 text 中的起点（UTF-16）' }) start!: number;
  @ApiProperty({ description: '终点，不含' }) end!: number;
}

export class DateAnchorView {
  @ApiProperty({ example: '10月底前' }) text!: string;
  @ApiProperty({ enum: DATE_KINDS }) kind!: DateKind;
  @ApiProperty({ required: false }) year?: number;
  @ApiProperty({ required: false }) month?: number;
  @ApiProperty({ required: false }) day?: number;
  @ApiProperty({ required: false, enum: ['day', 'week', 'month', 'quarter', 'halfYear', 'year'] })
  every?: Recurrence;
  @ApiProperty({ required: false, type: Object, description: '时限规则；说不准的没有' })
  rule?: DeadlineRule;
}

export class QuantityView {
  @ApiProperty({ example: '各不少于1篇（部）' }) text!: string;
  @ApiProperty({ example: 1 }) amount!: number;
  @ApiProperty({ example: '篇（部）' }) unit!: string;
  @ApiProperty({ enum: ['atLeast', 'atMost', 'exactly'] }) bound!: 'atLeast' | 'atMost' | 'exactly';
}

export class NoticePointView {
  @ApiProperty({ description: '文中的序号；各节重新编号的，按全文顺序' }) number!: number;
  @ApiProperty({ description: '上面的小标题，由外到内' }) section!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ description: '不含写单位的括号' }) text!: string;
  @ApiProperty({ type: [String], description: '牵头单位，文中的写法；对应的单位见 names' }) lead!: string[];
  @ApiProperty({ type: [String], description: '配合单位' }) cooperating!: string[];
  @ApiProperty({ type: [DateAnchorView] }) dates!: DateAnchorView[];
  @ApiProperty({ type: [QuantityView] }) quantities!: QuantityView[];
  @ApiProperty({ type: [String], description: '请人核对的地方，没有则为空' }) unsure!: string[];
  @ApiProperty({ type: SpanView }) span!: SpanView;
}

export class NoticeOpinionView {
  @ApiProperty() number!: number;
  @ApiProperty() title!: string;
  @ApiProperty() text!: string;
  @ApiProperty({ type: SpanView }) span!: SpanView;
}

export class MatchedUnitView extends UnitRef {
  @ApiProperty({ enum: UNIT_KINDS }) kind!: UnitKind;
}

/** What one name of the notice means in the region. */
export class NameMatchView {
  @ApiProperty({ example: '省退役军人厅' }) name!: string;
  @ApiProperty({ enum: MATCH_WAYS }) how!: MatchWay;
  @ApiProperty({ example: '职能相同' }) howLabel!: string;
  @ApiProperty({ description: '须由人确认；只有与单位名称一致的不必' }) toConfirm!: boolean;
  @ApiProperty({ type: [MatchedUnitView], description: '对应的单位；单位组为其全部单位' })
  units!: MatchedUnitView[];
  @ApiProperty({ enum: UNIT_GROUPS, nullable: true, type: String }) group!: UnitGroup | null;
  @ApiProperty({ type: String, nullable: true }) groupLabel!: string | null;
  @ApiProperty({ type: [MatchedUnitView], description: '没有对上时，最多三个可能的单位' })
  candidates!: MatchedUnitView[];
  @ApiProperty({ type: [Number], description: '出现在哪些要点' }) points!: number[];
}

/** Everything the screen needs on which a person confirms a notice. Nothing is stored. */
export class NoticePreview {
  @ApiProperty() regionCode!: string;
  @ApiProperty({ description: '读到的全文，span 指的就是它' }) text!: string;
  @ApiProperty({ type: [NoticePointView] }) points!: NoticePointView[];
  @ApiProperty({ type: [NameMatchView], description: '文中的每个单位名称一项' }) names!: NameMatchView[];
  @ApiProperty({ type: [String], description: '没有对上的名称' }) unmatched!: string[];
  @ApiProperty({ type: [NoticeOpinionView], description: '转发通知里的贯彻意见' })
  opinions!: NoticeOpinionView[];
}
