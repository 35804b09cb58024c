### ranking
