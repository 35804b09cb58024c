### 对比

compare-add = 添加地区
compare-add-name = 向对比中添加地区
compare-add-hint = 名称、拼音或首字母
compare-full = 最多十个地区：先移除一个，再添加。
compare-none-found = 没有以此为名且有数据的地区。
compare-difference = 与中位数之差
compare-difference-hint = 仅当各地均有同一时期、同一来源、同一单位的数据时显示
compare-copy = 复制数据及出处
compare-remove = 移除{ $place }
compare-metric = 指标
compare-sort = 按{ $column }排序
compare-inside = 属{ $place }
compare-inside-hint = { $inner }位于{ $outer }之内：数据有重叠，不可相加
compare-ranking = 排名得分
compare-score = 总分（0–100）
compare-points = 分
compare-claims = { $n } 条数据
compare-more = +{ $n }
compare-periods-differ = 时期不同
compare-parts-beside-wholes = 非整期与更长时期并列
compare-part-period = { $period }（非整期）
compare-providers-differ = 数据提供方不同
compare-units-differ = 单位不同
compare-not-stated = 未给出
compare-cell = { $metric }，{ $place }：{ $value }

## 尚无可对比的地区

compare-empty-title = 对比 2 至 10 个地区
compare-empty-one = 已选一个地区。请在上方搜索添加，或在地图上按住 Shift 点选城市后返回。
compare-empty-none = 请在上方搜索地区，或在地图上按住 Shift 点选城市后返回。
compare-empty-selected = 对比已选地区：{ $places }
compare-empty-tiers = 第一梯队与第二梯队

## 分项

compare-parts-empty = 对比两个以上参与排名的城市后，这里并列显示六个分项。
compare-parts-scale = 分，0 至 { $most }
compare-part-name = { $part }，{ $place }：{ $points } 分，满分 { $most }
compare-part-name-range = { $part }，{ $place }：{ $low } 至 { $high } 分，满分 { $most }
compare-part-not-ranked = { $part }，{ $place }：未参与排名
compare-parts-title = 各分项得分（同一刻度）

## 合计与组合

compare-add-group = { $group }（{ $n } 个地区）
compare-group-left-out = { $group }有 { $n } 个成员未加入：最多十个地区。
compare-sum = 合计 { $value }
compare-sum-not-stated = ；未说明：{ $places }
compare-sum-stated-of = ；{ $all } 个地区中 { $n } 个有数字
compare-sum-left-out = ；未计入{ $inner }：它位于{ $outer }内
compare-no-sum = 不作合计：{ $reason }
compare-no-sum-not-additive = 此类数字不能相加
compare-no-sum-nothing-stated = 没有地区有数字
compare-no-sum-definitions = 定义不同
compare-no-sum-coverages = 统计对象不同
compare-no-sum-providers = 数据方不同，或有一方未说明
compare-no-sum-periods = 时期不同
compare-no-sum-units = 单位不同
