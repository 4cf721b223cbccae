import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AdvanceBody, RehearsalView } from '../../../contracts/http/rehearsals.js';
import { REHEARSAL_HEADER } from '../../http/hooks.js';
import { Roles } from '../../http/roles.js';
import { RehearsalsService } from './rehearsals.service.js';

/** The rehearsal that the request's header names: a schema and a clock of its own. */
@ApiTags('rehearsals')
@ApiHeader({ name: REHEARSAL_HEADER, description: '预演编号；所有接口都可带上它，在预演中办理' })
@Controller('rehearsals/current')
export class RehearsalsController {
  constructor(private readonly rehearsals: RehearsalsService) {}

  @Get()
  @Roles('office')
  @ApiOperation({ summary: '预演进行到何时' })
  @ApiOkResponse({ type: RehearsalView })
  current(): Promise<RehearsalView> {
    return this.rehearsals.current();
  }

  @Post('advance')
  @HttpCode(200)
  @Roles('office')
  @ApiOperation({ summary: '推进预演的时间：途中到期的催办、督办和流转逐一发生' })
  @ApiOkResponse({ type: RehearsalView })
  advance(@Body() body: AdvanceBody): Promise<RehearsalView> {
    return this.rehearsals.advance(body);
  }
}
