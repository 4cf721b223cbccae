import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags, ApiTooManyRequestsResponse } from '@nestjs/swagger';
import {
  CalendarReprojectionRequest,
  CalendarReprojectionView,
  CalendarYearRequest,
  CalendarYearView,
} from '../../../contracts/http/calendar.js';
import { Problem } from '../../../contracts/http/problem.js';
import { Change, type ChangeRequest } from '../../http/change.js';
import { CurrentPrincipal, type Principal } from '../../http/principal.js';
import { Roles } from '../../http/roles.js';
import { CalendarService } from './calendar.service.js';

@ApiTags('calendar')
@Controller('calendar/:year')
export class CalendarController {
  constructor(private readonly calendar: CalendarService) {}

  @Get()
  @ApiOperation({ summary: '一年的工作日历：节假日和调休' })
  @ApiOkResponse({ type: CalendarYearView })
  one(@Param('year') year: string): Promise<CalendarYearView> {
    return this.calendar.one(year);
  }

  @Put()
  @Roles('systemAdministrator')
  @ApiOperation({ summary: '录入国务院公布的一年安排；进行中的时限要另作重算' })
  @ApiOkResponse({ type: CalendarYearView })
  load(
    @Change() change: ChangeRequest,
    @Param('year') year: string,
    @Body() body: CalendarYearRequest,
  ): Promise<CalendarYearView> {
    return this.calendar.load(change, year, body);
  }

  @Post('preview')
  @HttpCode(200)
  @Roles('systemAdministrator')
  @ApiOperation({ summary: '预览：录入这样的一年安排以后，哪些时限、提醒和计划要变动；什么也不改' })
  @ApiOkResponse({ type: CalendarReprojectionView })
  preview(
    @CurrentPrincipal() principal: Principal,
    @Param('year') year: string,
    @Body() body: CalendarYearRequest,
  ): Promise<CalendarReprojectionView> {
    return this.calendar.preview(principal, year, body);
  }

  @Post('reprojection')
  @HttpCode(200)
  @Roles('systemAdministrator')
  @ApiOperation({ summary: '按现在的日历重算进行中的工作日时限、提醒和督办，记入过程；可先预览' })
  @ApiOkResponse({ type: CalendarReprojectionView })
  @ApiTooManyRequestsResponse({ type: Problem })
  reproject(
    @Change() change: ChangeRequest,
    @Param('year') year: string,
    @Body() body: CalendarReprojectionRequest,
  ): Promise<CalendarReprojectionView> {
    return this.calendar.reproject(change, year, body);
  }
}
