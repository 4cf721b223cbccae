import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { Light } from '../../domain/time/light.js';
import type { CivilDate } from '../../domain/time/zone.js';
import { BooleanField, ChoiceField, DateField, TextField } from './field.js';

const LIGHTS = ['green', 'yellow', 'red', 'grey'];

export class PauseBody {
  @TextField({ max: 500, description: '理由，记入过程' })
  reason!: string;

  @DateField({ optional: true, description: '预计恢复的日期；到期提醒双拥办。不填则满 30 天提醒' })
  untilDate?: CivilDate;

  @BooleanField({ optional: true, description: '一并挂起它启动的工作；本地区及以下的，不填为是' })
  withChildren?: boolean;
}

export class PausedView {
  @ApiProperty({ description: '挂起了几项工作' }) processes!: number;
}

export class ResumptionBody {
  @TextField({ max: 500, description: '理由，记入过程' })
  reason!: string;

  @BooleanField({ optional: true, description: '制度写明的日期不顺延；如“3月20日前”，不填为顺延' })
  keepLegalDates?: boolean;
}

export class ResumedView {
  @ApiProperty({ description: '恢复了几项工作' }) processes!: number;
  @ApiProperty({ description: '顺延了几处时限' }) moved!: number;
}

export class ResumptionPreviewQuery {
  @TextField({
    max: 40,
    optional: true,
    description: '设想的恢复时间；不填为现在',
    example: '2027-03-01T09:00+08:00',
  })
  at?: string;

  @ChoiceField({ choices: ['true', 'false'], optional: true, description: '制度写明的日期不顺延' })
  keepLegalDates?: 'true' | 'false';
}

/** One assignment that is different afterwards: another deadline, another unit, new or over. */
export class OwedChangeView {
  @ApiProperty({ format: 'uuid' }) assignmentId!: string;
  @ApiProperty({ format: 'uuid' }) processId!: string;
  @ApiProperty() process!: string;
  @ApiProperty() step!: string;
  @ApiProperty() stepLabel!: string;
  @ApiProperty() round!: number;
  @ApiProperty({
    enum: ['moved', 'unit', 'added', 'ended', 'kept'],
    description: '时限变更、换单位、新增、结束、不变',
  })
  change!: 'moved' | 'unit' | 'added' | 'ended' | 'kept';
  @ApiProperty() unit!: string;
  @ApiProperty({ type: String, nullable: true, description: '变更后的单位，换了单位的才有' }) toUnit!:
    string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) from!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) to!: string | null;
  @ApiProperty({ enum: LIGHTS, nullable: true, type: String }) lightBefore!: Light | null;
  @ApiProperty({ enum: LIGHTS, nullable: true, type: String }) lightAfter!: Light | null;
  @ApiPropertyOptional({ description: '制度写明的日期' }) legal?: boolean;
}

export class PlannedDaysView {
  @ApiProperty({ type: String, format: 'date' }) from!: CivilDate;
  @ApiProperty({ type: String, format: 'date', nullable: true }) to!: CivilDate | null;
}

/** Something planned that begins or ends on other days. */
export class PlannedChangeView {
  @ApiProperty({ format: 'uuid' }) processId!: string;
  @ApiProperty() key!: string;
  @ApiProperty() label!: string;
  @ApiProperty({ type: PlannedDaysView, nullable: true }) before!: PlannedDaysView | null;
  @ApiProperty({ type: PlannedDaysView, nullable: true }) after!: PlannedDaysView | null;
}

export class ChangesView {
  @ApiProperty({ description: '有变化的任务数' }) total!: number;
  @ApiProperty({ type: [OwedChangeView], description: '最多列出 500 项' }) owed!: OwedChangeView[];
  @ApiProperty({ type: [PlannedChangeView], description: '计划中的事项' }) planned!: PlannedChangeView[];
}

export class ResumptionPreview extends ChangesView {
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty({ description: '一并恢复几项工作' }) processes!: number;
}
