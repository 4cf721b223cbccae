import { Body, Controller, Get, HttpCode, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  LiaisonChange,
  OnQuery,
  PositionCreate,
  UnitCreate,
  UnitEnd,
  UnitQuery,
  UnitRename,
  UnitSuccessor,
} from '../../../contracts/http/organisation-changes.js';
import {
  AppointmentView,
  UnitDetail,
  UnitPage,
  UnitPositionView,
  UnitView,
} from '../../../contracts/http/organisation.js';
import { Change, type ChangeRequest } from '../../http/change.js';
import { CurrentPrincipal, type Principal } from '../../http/principal.js';
import { Roles } from '../../http/roles.js';
import { UuidParam } from '../../http/uuid-param.js';
import { AppointmentsService } from './appointments.service.js';
import { UnitChangesService } from './unit-changes.service.js';
import { UnitsService } from './units.service.js';

@ApiTags('organisation')
@Controller('units')
export class UnitsController {
  constructor(
    private readonly units: UnitsService,
    private readonly changes: UnitChangesService,
    private readonly appointments: AppointmentsService,
  ) {}

  @Get()
  @ApiOperation({ summary: '查单位：本地区及以下，按区划、种类、名称、日期' })
  @ApiOkResponse({ type: UnitPage })
  list(@CurrentPrincipal() principal: Principal, @Query() query: UnitQuery): Promise<UnitPage> {
    return this.units.list(principal, query);
  }

  @Get(':id')
  @ApiOperation({ summary: '一个单位及其职务、任职者' })
  @ApiOkResponse({ type: UnitDetail })
  one(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('id') id: string,
    @Query() { on }: OnQuery,
  ): Promise<UnitDetail> {
    return this.units.one(principal, id, on);
  }

  @Post()
  @Roles('office', 'systemAdministrator')
  @ApiOperation({ summary: '设立单位' })
  @ApiCreatedResponse({ type: UnitView })
  create(@Change() change: ChangeRequest, @Body() body: UnitCreate): Promise<UnitView> {
    return this.changes.create(change, body);
  }

  @Put(':id/name')
  @Roles('office', 'systemAdministrator')
  @ApiOperation({ summary: '单位更名' })
  @ApiOkResponse({ type: UnitView })
  rename(
    @Change() change: ChangeRequest,
    @UuidParam('id') id: string,
    @Body() body: UnitRename,
  ): Promise<UnitView> {
    return this.changes.rename(change, id, body);
  }

  @Post(':id/end')
  @HttpCode(200)
  @Roles('office', 'systemAdministrator')
  @ApiOperation({
    summary: '撤销单位：连同其任职、成员资格一并到期；未办结的工作由写明的接替单位承担，没有写明的不可',
  })
  @ApiOkResponse({ type: UnitView })
  end(
    @Change() change: ChangeRequest,
    @UuidParam('id') id: string,
    @Body() body: UnitEnd,
  ): Promise<UnitView> {
    return this.changes.end(change, id, body);
  }

  @Post(':id/successor')
  @HttpCode(200)
  @Roles('office', 'systemAdministrator')
  @ApiOperation({ summary: '撤销以后写明并入的单位：没有办结的工作、没有销号的整改随即由它承担' })
  @ApiOkResponse({ type: UnitView })
  merge(
    @Change() change: ChangeRequest,
    @UuidParam('id') id: string,
    @Body() body: UnitSuccessor,
  ): Promise<UnitView> {
    return this.changes.merge(change, id, body);
  }

  @Post(':id/positions')
  @Roles('office', 'systemAdministrator')
  @ApiOperation({ summary: '增设职务' })
  @ApiCreatedResponse({ type: UnitPositionView })
  createPosition(
    @Change() change: ChangeRequest,
    @UuidParam('id') id: string,
    @Body() body: PositionCreate,
  ): Promise<UnitPositionView> {
    return this.changes.createPosition(change, id, body);
  }

  @Post(':id/liaison')
  @Roles('office', 'systemAdministrator')
  @ApiOperation({ summary: '更换联络员：原联络员任职至前一日，未办结的工作随职务移交' })
  @ApiCreatedResponse({ type: AppointmentView })
  changeLiaison(
    @Change() change: ChangeRequest,
    @UuidParam('id') id: string,
    @Body() body: LiaisonChange,
  ): Promise<AppointmentView> {
    return this.appointments.changeLiaison(change, id, body);
  }
}
