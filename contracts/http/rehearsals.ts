import { ApiProperty } from '@nestjs/swagger';
import { IsISO8601 } from 'class-validator';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';

export class AdvanceBody {
  @ApiPropertyOptional({
    format: 'date-time',
    description: '把预演的时间推进到何时；不填则只办完此刻到期的事',
    example: '2027-03-01T09:00:00+08:00',
  })
  @IsOptional()
  @IsISO8601({ strict: true })
  to?: string;
}

export class RehearsalView {
  @ApiProperty({ format: 'date-time', description: '预演中的此刻' }) now!: string;
  @ApiProperty({ description: '此刻到期的事都已办完' }) resting!: boolean;
}
