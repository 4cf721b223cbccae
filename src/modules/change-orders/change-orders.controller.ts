import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  ChangeOrderList,
  ChangeOrdersQuery,
  ChangeOrderView,
  ChangePreviewBody,
  ChangePreviewView,
} from '../../../contracts/http/change-orders.js';
import { CurrentPrincipal, type Principal } from '../../http/principal.js';
import { Roles } from '../../http/roles.js';
import { UuidParam } from '../../http/uuid-param.js';
import { ChangeOrdersService } from './change-orders.service.js';

/** 变更单: launched as any process (POST /processes), looked at here. */
@ApiTags('change-orders')
@Controller('change-orders')
export class ChangeOrdersController {
  constructor(private readonly orders: ChangeOrdersService) {}

  @Post('preview')
  @HttpCode(200)
  @Roles('office')
  @ApiOperation({ summary: '提出之前先看：哪些时限会移动、哪些单位会变、哪些变更办不了' })
  @ApiOkResponse({ type: ChangePreviewView })
  preview(
    @CurrentPrincipal() principal: Principal,
    @Body() body: ChangePreviewBody,
  ): Promise<ChangePreviewView> {
    return this.orders.preview(principal, body);
  }

  @Get()
  @ApiOperation({ summary: '一项工作的变更单' })
  @ApiOkResponse({ type: ChangeOrderList })
  list(
    @CurrentPrincipal() principal: Principal,
    @Query() query: ChangeOrdersQuery,
  ): Promise<ChangeOrderList> {
    return this.orders.list(principal, query);
  }

  @Get(':id')
  @ApiOperation({ summary: '一份变更单：各项变更，批准会怎样，生效时移动了什么' })
  @ApiOkResponse({ type: ChangeOrderView })
  one(@CurrentPrincipal() principal: Principal, @UuidParam('id') id: string): Promise<ChangeOrderView> {
    return this.orders.one(principal, id);
  }
}
