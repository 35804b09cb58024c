### 融资

financing-title-events = 融资事件数，{ $scope }，按季度
financing-title-events-place = 融资事件数，{ $place }，{ $scope }，按季度
financing-title-amount = 融资金额，{ $scope }，{ $unit }，按季度
financing-title-amount-place = 融资金额，{ $place }，{ $scope }，{ $unit }，按季度
financing-measure-events = 融资事件数
financing-measure-amount = 融资金额
financing-measure = 显示内容
financing-measure-events-short = 事件
financing-measure-amount-short = 金额
financing-scope = 行业
financing-scope-all = 全行业
financing-scope-ai = 人工智能
financing-scope-embodied-ai = 具身智能
financing-scope-all-short = 全行业
financing-scope-ai-short = 人工智能
financing-scope-embodied-ai-short = 具身智能
financing-place-any = 原文给出的全部地区
financing-place-name = 地区：{ $place }

## 图形

financing-legend-exact = 原文数字
financing-legend-derived = 推算
financing-legend-at-least = 至少
financing-legend-range = 由低到高
financing-legend-not-stated = 未给出
financing-legend-incomplete = 期间未满
financing-label-in = { $period } { $value }
financing-label-incomplete = 未满期
financing-qoq = 环比
financing-yoy = 同比
financing-note-rate = 宽为期间，高为每季数量，面积即总量。
financing-sparse = 仅列文献所载数字；导入交易明细后可补齐其间各季度。
financing-provider-none = 未注明数据来源
financing-own-scale = 单独刻度：无换算汇率

## 悬停

financing-mark-name = { $subject }，{ $period }：{ $value }，{ $status }
financing-mark-missing = { $subject }，{ $period }：未给出
financing-card-total = { $period } { $value }
financing-card-derivation = 算式
financing-card-range = 区间
financing-card-growth = 增速
financing-card-sources = 出处
financing-card-provider = 数据来源
financing-card-rate = 汇率
financing-card-gap = 不相连
financing-card-missing = 各文献均未给出该季度数字。

financing-gap-subject = 地区或主体不同
financing-gap-definition = 口径不同
financing-gap-scope = 行业范围不同
financing-gap-coverage = 统计对象不同
financing-gap-provider = 数据来源不同或未注明
financing-gap-unit = 单位或币种不同
financing-gap-period-length = 期间长度不同
financing-gap-not-adjacent = 不是紧接的季度
financing-gap-not-stated = 上一季度未给出

## 无数据

financing-empty-scope = 各文献未给出该范围的数字。请换一个行业，或换另一种口径。
financing-empty-place = 各文献未给出{ $place }的这一数字。请显示全部地区，或换一个行业。
financing-empty-filter = 当前筛选下没有融资数字。
financing-empty-any = 显示全部地区
financing-empty-clear = 清除筛选
financing-empty-other = 显示{ $measure }

## 手动连接与未满期

financing-legend-by-hand = 手动连接
financing-mark-joined = { $name }；手动连接
financing-join-anyway = 仍与前一数字连接
financing-join-not = 不与前一数字连接
financing-card-joined = 手动连接
financing-card-join-hint = 右击可仍然连接
financing-card-unjoin-hint = 右击可取消连接
financing-edit-join = 连接两个数字
financing-edit-unjoin = 取消连接
financing-incomplete-days-short = { $n } 天后算完整
financing-incomplete-days-why = 下列情况视为未满期
financing-incomplete-days = { $n ->
    [0] 期末之前统计
   *[other] 期末后不足 { $n } 天统计
}
financing-incomplete-days-name = 期末后不足 { $n } 天统计的视为未满期
