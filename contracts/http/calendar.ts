import { ApiProperty } from '@nestjs/swagger';
import { PlannedChangeView } from './pauses.js';
import { MovedSteps } from './policies.js';
import { BooleanField, DateField, IntegerField, NestedListField, TextField } from './field.js';

export class CalendarDayView {
  @ApiProperty({ format: 'date', example: '2027-02-06' })
  date!: string;

  @ApiProperty({ description: '上班' })
  working!: boolean;

  @ApiProperty({ type: String, nullable: true, example: '春节' })
  name!: string | null;
}

export class CalendarYearView {
  @ApiProperty({ example: 2027 })
  year!: number;

  @ApiProperty()
  version!: number;

  @ApiProperty({ description: '尚未公布，按法定节假日推算' })
  provisional!: boolean;

  @ApiProperty({ description: '出处', example: '国办发明电〔2026〕7号' })
  source!: string;

  @ApiProperty({ format: 'date-time' })
  loadedAt!: string;

  @ApiProperty({ type: String, nullable: true, description: '录入人；系统自带的为空' })
  loadedBy!: string | null;

  @ApiProperty({ description: '全年工作日天数' })
  workingDays!: number;

  @ApiProperty({ type: [CalendarDayView], description: '只列与周一至周五不同或有名称的日子' })
  days!: CalendarDayView[];
}

export class NamedDay {
  @DateField({ description: '日期', example: '2027-02-06' })
  date!: string;

  @TextField({ max: 20, description: '节日名称；调休上班日写哪个节的调休', example: '春节' })
  name!: string;
}

export class CalendarYearRequest {
  @TextField({ max: 200, description: '出处：通知的名称或文号', example: '国办发明电〔2026〕7号' })
  source!: string;

  @NestedListField(() => NamedDay, { min: 3, max: 100, description: '放假的每一天，假期内的周末也列' })
  holidays!: NamedDay[];

  @NestedListField(() => NamedDay, { max: 40, description: '调休上班的周六、周日' })
  workingWeekends!: NamedDay[];

  @IntegerField({
    ...{ min: 1, max: 100_000, optional: true },
    description: '改的是哪一版：别人已存了更新的一版，则不保存；不填不比较',
  })
  version?: number;
}

export class CalendarReprojectionRequest {
  @BooleanField({ optional: true, description: '只预览，不改动' })
  dryRun?: boolean;
}

export class CalendarReprojectionView extends MovedSteps {
  @ApiProperty({ type: [PlannedChangeView], description: '计划中按工作日排的事项' })
  planned!: PlannedChangeView[];
}
