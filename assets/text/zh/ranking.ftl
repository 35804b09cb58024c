### 梯队排名

ranking-title = 城市梯队，加权得分（0–100）
ranking-edit = 权重与规则
ranking-edit-changed = 权重与规则 · 已改动
ranking-edit-name = 展开或收起权重、分界与规则
ranking-score = 得分
ranking-ranks = 名次
ranking-tier = 梯队
ranking-published = 公布
ranking-tier-one = 1
ranking-tier-two = 2
ranking-tier-other = 其他
ranking-differs = { $tier } · 不同
ranking-differs-short = { $tier } ≠
ranking-companies = 企业数
ranking-cut-one = 第一梯队 { $score } 起
ranking-cut-two = 第二梯队 { $score } 起
ranking-cut-name = 第 { $tier } 梯队的起始得分

## 行与分项的说明

ranking-row-name = 第 { $rank } 名 { $place }：得分 { $score }，可能名次 { $low } 至 { $high }，{ $tier }
ranking-row-differs = 公布梯队：{ $tier }
ranking-row-range = 得分 { $low } 至 { $high }
ranking-row-may-tier = 可能为{ $best }或{ $worst }
ranking-part-points = { $points } 分，满分 { $most }，权重 { $weight }%
ranking-part-points-range = { $low } 至 { $high } 分，满分 { $most }，权重 { $weight }%
ranking-part-missing = 原文未给出
ranking-part-unstated = 原文未给出，只知为 { $low } 至 { $high }（推算）
ranking-part-together = 与{ $places }合计 { $total }：{ $claim }的总数减去已给出的成员
ranking-tier-from = 按分界
ranking-tier-published = 公布

## 权重与规则

ranking-weights = 权重，合计 100%
ranking-weight-name = { $part }的权重（百分比）
ranking-cuts = 梯队分界
ranking-cut-label-one = 第一梯队起点
ranking-cut-label-two = 第二梯队起点
ranking-rule = 规则
ranking-rule-ratings = 评分 −2 至 2 换算为 0 至 1。
ranking-rule-count = 企业数 n 换算为 ln(n ÷ { $low }) ÷ ln({ $high } ÷ { $low })，限定在 0 至 1。
ranking-rule-score = 得分为加权和乘以 100。
ranking-rule-unstated = 未给出的企业数按下限至上限画成浅色，城市取中点，并标出可能的名次。
ranking-reset = 恢复默认
ranking-empty = 当前数据没有参与排名的城市。请打开自带的图集，或含评分城市的数据表。
