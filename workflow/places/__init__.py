"""Asking whether published places (公开位置) are there: `rules` what may be asked, `connecting` how, `judging` what it means."""
